using Qa.Grains.Auditing;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Publication.Log;
using Qa.Grains.Storage;
using Qa.Rules.Trees;
using Qa.Rules.Versions;

namespace Qa.Grains.Shadow;

/// <summary>The transactions of shadow runs, each with its audit entry.</summary>
internal sealed class ShadowStore(Database database, TimeProvider time)
{
    public Task<ShadowRun?> FindAsync(Guid id) => database.ReadAsync(session => ShadowRows.FindAsync(session, id));

    public Task<bool> IsToldAsync(Guid id) => database.ReadAsync(session => ShadowRows.IsToldAsync(session, id));

    public Task SetToldAsync(Guid id) => database.WriteAsync(session => ShadowRows.SetToldAsync(session, id));

    /// <summary>Has a draft score along from now on.</summary>
    public Task<Answer<ShadowRun>> StartAsync(Guid id, Draft draft, NormTree tree, int hours, string author) => database.WriteAsync<Answer<ShadowRun>>(async session =>
    {
        // Held, so that of two that are started at once the second one sees the first.
        if (await RuleSetRows.LockAsync(session, draft.RuleSet) is not { Version: not null })
            return Refusal.Of(RefusalKind.NotFound, $"'{draft.RuleSet}' has no version to score beside");
        if ((await ShadowRows.OfDraftAsync(session, draft.RuleSet, draft.Id)).Any(static run => run.State != ShadowState.Ended))
            return Refusal.Of(RefusalKind.Closed, $"draft {draft.Id} scores along already; stop that first");
        if ((await ShadowRows.RunningAsync(session, draft.RuleSet)).Count >= ShadowRun.MaximumRunning)
            return Refusal.Of(RefusalKind.TooMany, Invariant($"{ShadowRun.MaximumRunning} drafts of '{draft.RuleSet}' score along; stop one first"));
        var (now, bytes) = (time.GetUtcNow(), CanonicalJson.Of(tree.Document));
        var run = new ShadowRun(id, draft.RuleSet, draft.Id, CanonicalJson.Hash(bytes), author, now, now.AddHours(hours), ShadowState.Running, null, null, null, null);
        await ShadowRows.AddAsync(session, run, bytes);
        await AuditRows.AddAsync(session, ShadowAudit.OfStart(run));
        return run;
    });

    /// <summary>Has a run take in nothing any more; nothing happens where it has ceased to.</summary>
    /// <param name="by">Who stops it; null where nobody does.</param>
    public Task<bool> CloseAsync(ShadowRun run, ShadowEnding ending, string? by, string? failure = null) => database.WriteAsync(async session =>
    {
        var now = time.GetUtcNow();
        if (!await ShadowRows.CloseAsync(session, run.Id, ending, by, failure, now))
            return false;
        if (ending == ShadowEnding.Fault)
            await ShadowResultRows.DropWaitingAsync(session, run.Id);
        await AuditRows.AddAsync(session, ShadowAudit.OfEnd(run, ending, by, now));
        return true;
    });

    /// <summary>Closes what scores along with a draft that can no longer be published.</summary>
    public async Task CloseWithAsync(Draft draft)
    {
        if (ShadowRun.EndingWith(draft) is not { } ending)
            return;
        foreach (var run in await database.ReadAsync(session => ShadowRows.OfDraftAsync(session, draft.RuleSet, draft.Id)))
        {
            if (run.State == ShadowState.Running)
                await CloseAsync(run, ending, null);
        }
    }
}
