using Qa.Grains.Auditing.Search;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Publication;
using Qa.Grains.Replay;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Auditing;
using Qa.Rules.Interactions;

namespace Qa.Portal.Modules.Replays;

/// <summary>
/// Replays for those who run and read them. Whose data the permission reaches holds here too: who reaches only some agents replays
/// single interactions of these, and sees the own replays.
/// </summary>
internal sealed class ReplayDesk(IGrainFactory grains, AuditLog log, InteractionArchive archive, Reaches reaches, TimeProvider time)
{
    public const string Run = "replays.run";

    private const int ListPage = 50;

    /// <summary>Starts a replay; it goes on whether or not somebody looks.</summary>
    public async Task<Answer<MadeReplay>> StartAsync(ReplayRequest request, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(Run);
        var reach = await reaches.OfAsync(actor, Run, cancellation);
        if (!reach.IsAll && await RefusalOfAsync(request, reach) is { } refusal)
            return refusal;
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var answer = await Grain(id).StartAsync(request, actor.Name);
        return answer.Succeeded ? new MadeReplay(id, answer.Value) : answer.Refusal;
    }

    public Task<Answer<MadeReplay>> FindAsync(Guid id, Actor actor, CancellationToken cancellation = default) => AskAsync(id, static replay => replay.GetAsync(), actor, cancellation);

    /// <summary>Ends a replay; what it found so far stays.</summary>
    public Task<Answer<MadeReplay>> CancelAsync(Guid id, Actor actor, CancellationToken cancellation = default) => AskAsync(id, static replay => replay.CancelAsync(), actor, cancellation);

    /// <summary>The replays that were made, the newest first, as the audit log knows them.</summary>
    /// <param name="filter">By who and when, and by which of <see cref="ReplayAudit.Actions"/>; none for all of them.</param>
    /// <param name="before">Where the page before ended; null for the newest.</param>
    /// <returns>With where to go on; null at the end.</returns>
    public async Task<(IReadOnlyList<ListedReplay> Rows, AuditPlace? Next)> ListAsync(AuditFilter filter, AuditPlace? before, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(Run);
        var asked = filter with { Actions = filter.Actions.IsEmpty ? [.. ReplayAudit.Actions] : [.. filter.Actions.Where(static action => ReplayAudit.Actions.Contains(action))] };
        if (!(await reaches.OfAsync(actor, Run, cancellation)).IsAll)
            asked = asked with { Actors = asked.Actors.IsEmpty || asked.Actors.Contains(actor.Name) ? [actor.Name] : [] };
        if (asked.Actions.IsEmpty || (asked.Actors.IsEmpty && !filter.Actors.IsEmpty))
            return ([], null);
        var page = await log.SearchAsync(asked, before, ListPage, cancellation);
        var found = page.Entries.Select(static entry => (Entry: entry, Id: ReplayAudit.ReplayOf(entry.Subject))).Where(static one => one.Id is not null);
        return (await Task.WhenAll(found.Select(async one => new ListedReplay(one.Id!.Value, one.Entry.At, one.Entry.Actor, one.Entry.Action, (await Grain(one.Id.Value).GetAsync()).Value))), page.Next);
    }

    private async Task<Answer<MadeReplay>> AskAsync(Guid id, Func<IReplayGrain, Task<Answer<ReplayProgress>>> ask, Actor actor, CancellationToken cancellation)
    {
        actor.Require(Run);
        var found = await Grain(id).GetAsync();
        if (!found.Succeeded)
            return found.Refusal;

        // What is out of reach is answered as if it were not there.
        if (found.Value.Author != actor.Name && !(await reaches.OfAsync(actor, Run, cancellation)).IsAll)
            return Refusal.Of(RefusalKind.NotFound, $"there is no replay '{id}'");
        var answer = await ask(Grain(id));
        return answer.Succeeded ? new MadeReplay(id, answer.Value) : answer.Refusal;
    }

    private async Task<Refusal?> RefusalOfAsync(ReplayRequest request, Reach reach)
    {
        if (request.Interaction is not { } id)
            return Refusal.Of(RefusalKind.NotThisPerson, $"'{Run}' is given for some agents alone; expected one interaction of theirs");
        var agent = await archive.FindAsync(id) is { } stored ? InteractionReader.Read(stored.Content).Interaction?.Agent.Id : null;
        return reach.Covers(agent) ? null : Refusal.Of(RefusalKind.NotFound, $"there is no interaction '{id}'");
    }

    private IReplayGrain Grain(Guid id) => grains.GetGrain<IReplayGrain>(id);
}

/// <summary>A replay with its id.</summary>
public sealed record MadeReplay(Guid Id, ReplayProgress Progress);

/// <summary>A replay in the list.</summary>
/// <param name="Action">One of <see cref="ReplayAudit.Actions"/>.</param>
/// <param name="Progress">Null where it did not begin, or nothing of it is left.</param>
internal sealed record ListedReplay(Guid Id, DateTimeOffset At, string Author, string Action, ReplayProgress? Progress);
