using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Qa.Grains.Auditing;
using Qa.Grains.Publication;
using Qa.Grains.Shadow;
using Qa.Portal.Data;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Notifications;

namespace Qa.Portal.Modules.Replays.Shadows;

/// <summary>Tells that a shadow run has ended: who started it, whose draft it is and, while that can still be published, who may approve it.</summary>
internal sealed class ShadowNews(IGrainFactory grains, IDbContextFactory<PortalContext> contexts, INotifier notifier) : IShadowListener
{
    public async Task EndedAsync(ShadowProgress ended, CancellationToken cancellation = default)
    {
        var (run, report) = (ended.Run, ended.Report);
        var draft = (await grains.GetGrain<IRuleSetGrain>(run.RuleSet).GetDraftAsync(run.Draft)).Value;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var recipients = new List<string> { ActorName.PersonOf(run.Author) };
        if (draft is not null)
            recipients.Add(ActorName.PersonOf(draft.Author));
        if (draft is { IsLive: true })
            recipients.AddRange(await Grantees.OfAsync(context, "norms.approve", "", Notifier.MaximumRecipients - recipients.Count, cancellation));
        var message = new NotificationMessage("norms.shadow", "notify.shadow", ShadowAddress.Of(run))
            .With("set", run.RuleSet).With("count", Number(report.Count)).With("changed", Number(report.Changed)).With("gained", Number(report.VetoesGained)).With("lost", Number(report.VetoesLost));
        await notifier.SendAsync(context, message, recipients, cancellation);
        await context.SaveChangesAsync(cancellation);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
