using Microsoft.EntityFrameworkCore;
using Qa.Grains.Auditing;
using Qa.Grains.Inspection.Leases;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Publication.Log;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Shadow;
using Qa.Portal.Data;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Notifications;
using Qa.Rules.Versions;

namespace Qa.Portal.Modules.NormSets;

/// <summary>Norm sets for those who read, change and decide about them: what pages do, asked for what the person may do.</summary>
internal sealed class NormSetDesk(
    VersionCatalogue catalogue, CompiledVersions trees, DraftPreview previews, HeldVersions held, ShadowRuns shadows, IGrainFactory grains, IDbContextFactory<PortalContext> contexts, INotifier notifier)
{
    public const string Read = "norms.read";

    public const string Publish = "norms.publish";

    public const string Approve = "norms.approve";

    /// <summary>Longest note of a change, in characters.</summary>
    public const int MaximumNoteLength = 1_000;

    private const int HistoryPage = 50;

    /// <summary>All sets, each as it stands, in the order of their ids.</summary>
    public async Task<IReadOnlyList<NormSetLine>> ListAsync(Actor actor)
    {
        actor.Require(Read);
        return await Task.WhenAll((await catalogue.ListSetsAsync()).Select(LineAsync));
    }

    /// <summary>One set, with its version in force or another one; null where there is none.</summary>
    /// <param name="version">Null for the version in force.</param>
    public async Task<NormSetSight?> FindAsync(string ruleSet, long? version, Actor actor)
    {
        actor.Require(Read);
        var status = await Set(ruleSet).GetStatusAsync();
        if (status.Head is not { } head)
            return null;
        var shown = version ?? head.Version;
        if (shown is null)
            return new(status, null, null);
        return await catalogue.FindHistoryAsync(ruleSet, shown.Value) is { } entry ? new(status, entry, (await trees.GetAsync(ruleSet, shown.Value)).Tree) : null;
    }

    /// <summary>Versions, the newest first.</summary>
    /// <param name="before">Older than the log entry of this number; null for the newest.</param>
    /// <returns>With where to go on; null at the end.</returns>
    public async Task<(IReadOnlyList<HistoryEntry> Rows, long? Next)> HistoryAsync(string ruleSet, long? before, Actor actor)
    {
        actor.Require(Read);
        var found = await catalogue.ReadHistoryAsync(ruleSet, before, HistoryPage + 1);
        return found.Count > HistoryPage ? ([.. found.Take(HistoryPage)], found[HistoryPage - 1].Number) : (found, null);
    }

    /// <summary>What changes from one version to another; null where one of them is not there.</summary>
    public async Task<TreeDifference?> CompareAsync(string ruleSet, long version, long other, Actor actor)
    {
        actor.Require(Read);
        if (await catalogue.FindAsync(ruleSet, version) is null || await catalogue.FindAsync(ruleSet, other) is null)
            return null;
        var (before, after) = ((await trees.GetAsync(ruleSet, version)).Tree, (await trees.GetAsync(ruleSet, other)).Tree);
        return TreeDifference.Between(before, after);
    }

    /// <summary>A draft with what it would change and whom that would meet; null where there is none.</summary>
    public async Task<DraftSight?> FindDraftAsync(string ruleSet, string draft, Actor actor)
    {
        actor.Require(Read);
        if ((await Set(ruleSet).GetDraftAsync(draft)).Value is not { } found)
            return null;
        var status = await Set(ruleSet).GetStatusAsync();
        var change = found.IsLive ? await previews.OfAsync(found) : null;
        return new(found, status, change?.Value, change?.Refusal, found.IsLive ? await held.RunningAsync(ruleSet) : []);
    }

    /// <summary>Ids of the drafts of a set that score beside its version in force.</summary>
    public async Task<IReadOnlySet<string>> ScoringAlongAsync(string ruleSet, Actor actor)
    {
        actor.Require(Read);
        return (await shadows.RunningAsync(ruleSet)).Select(static run => run.Draft).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The document that a version goes back to, to be changed; of a version that changed one node, or repeated an earlier one, all of its tree.</summary>
    public async Task<NormSetText?> TextAsync(string ruleSet, Actor actor)
    {
        actor.Require(Read);
        if ((await catalogue.FindSetAsync(ruleSet))?.Version is not { } version)
            return null;
        return await catalogue.FindSourceAsync(ruleSet, version) is TreeSource.Document document
            ? new(version, document, IsWhole: true)
            : new(version, NormSetText.Of((await trees.GetAsync(ruleSet, version)).Tree), IsWhole: false);
    }

    /// <summary>The version in force; 0 before the first.</summary>
    public async Task<long> HeadAsync(string ruleSet, Actor actor)
    {
        actor.Require(Read);
        return (await catalogue.FindSetAsync(ruleSet))?.Version ?? 0;
    }

    /// <summary>Hands in a change, and tells those who may approve it.</summary>
    public async Task<Answer<Draft>> ProposeAsync(string ruleSet, TreeSource source, string note, long? expectedHead, Actor actor)
    {
        actor.Require(Publish);
        var answer = await Set(ruleSet).ProposeAsync(new(source, actor.Name, note, expectedHead));
        if (answer is { Value: { ApprovalsNeeded: > 0 } draft })
            await TellAsync("norms.draft", "notify.draft", draft, actor, null);
        return answer;
    }

    public async Task<Answer<Draft>> ApproveAsync(Draft draft, Actor actor)
    {
        actor.Require(Approve);
        var answer = await Set(draft.RuleSet).ApproveAsync(draft.Id, actor.Name);
        if (answer is { Value: { IsApproved: true } approved })
            await TellAsync("norms.approved", "notify.draftApproved", approved, actor, approved.Author);
        return answer;
    }

    public Task<Answer<Draft>> WithdrawAsync(Draft draft, Actor actor)
    {
        actor.Require(Publish);
        return Set(draft.RuleSet).WithdrawAsync(draft.Id, actor.Name);
    }

    /// <summary>Publishes a draft hot, with its approvals or, with a reason, as an emergency.</summary>
    public Task<Answer<PublishedVersion>> PublishAsync(Draft draft, string? emergency, Actor actor)
    {
        actor.Require(Publish);
        return emergency is null ? Set(draft.RuleSet).PublishAsync(draft.Id, actor.Name) : Set(draft.RuleSet).PublishAsEmergencyAsync(draft.Id, actor.Name, emergency);
    }

    public Task<Answer<Draft>> ScheduleAsync(Draft draft, DateTimeOffset at, Actor actor)
    {
        actor.Require(Publish);
        return Set(draft.RuleSet).ScheduleAsync(draft.Id, at, actor.Name);
    }

    /// <summary>Has a draft take effect at the next start (冷发布).</summary>
    public Task<Answer<Draft>> StageAsync(Draft draft, Actor actor)
    {
        actor.Require(Publish);
        return Set(draft.RuleSet).StageAsync(draft.Id, actor.Name);
    }

    public Task<Answer<RuleSetHead>> SetOnlineAsync(string ruleSet, bool isOnline, Actor actor)
    {
        actor.Require(Publish);
        return isOnline ? Set(ruleSet).BringOnlineAsync(actor.Name) : Set(ruleSet).TakeOfflineAsync(actor.Name);
    }

    public Task<Answer<PublishedVersion>> ReviewAsync(string ruleSet, long version, bool isAccepted, string note, Actor actor)
    {
        actor.Require(Approve);
        return Set(ruleSet).ReviewAsync(version, actor.Name, isAccepted, note);
    }

    private async Task<NormSetLine> LineAsync(RuleSetHead head)
    {
        var status = await Set(head.RuleSet).GetStatusAsync();
        if (head.Version is not { } version)
            return new(head, head.RuleSet, null, 0, status.Drafts.Count(static draft => draft.IsLive));
        var tree = (await trees.GetAsync(head.RuleSet, version)).Tree;
        return new(head, tree.Name, await catalogue.FindHistoryAsync(head.RuleSet, version), NormSetLine.NormsOf(tree), status.Drafts.Count(static draft => draft.IsLive));
    }

    // With nothing that has to go together: a draft that nobody was told of is found on the home page all the same.
    private async Task TellAsync(string kind, string text, Draft draft, Actor actor, string? only)
    {
        await using var context = await contexts.CreateDbContextAsync();
        var message = new NotificationMessage(kind, text, $"/norm-sets/{Uri.EscapeDataString(draft.RuleSet)}/drafts/{draft.Id}").With("person", actor.Name).With("set", draft.RuleSet).With("note", draft.Note);
        await notifier.SendAsync(context, message, only is null ? await Grantees.OfAsync(context, Approve, actor.Name, Notifier.MaximumRecipients, CancellationToken.None) : [ActorName.PersonOf(only)], CancellationToken.None);
        await context.SaveChangesAsync();
    }

    private IRuleSetGrain Set(string ruleSet) => grains.GetGrain<IRuleSetGrain>(ruleSet);
}
