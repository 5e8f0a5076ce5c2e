using Qa.Grains.Inspection.Tasks;
using Qa.Grains.Publication.Log;
using Qa.Grains.Storage;

namespace Qa.Grains.Inspection.Work;

/// <summary>The workers' transactions: claim, look at the version again, complete, give back.</summary>
internal sealed class WorkQueue(Database database, TimeProvider time)
{
    /// <summary>The next task with work; null when there is none.</summary>
    public Task<long?> NextTaskAsync(long after, CancellationToken cancellation) =>
        database.ReadAsync(session => ClaimRows.NextTaskAsync(session, after, time.GetUtcNow()), cancellation);

    public Task<ClaimedBatch?> ClaimAsync(long task, string owner, long after, int count, CancellationToken cancellation) =>
        database.WriteAsync(session => ClaimRows.ClaimAsync(session, task, owner, after, count, time.GetUtcNow()), cancellation);

    /// <summary>The version that a task holds now, when its lease has ended under the worker's hands.</summary>
    public Task<PinnedVersion> PinAsync(ClaimedBatch batch, CancellationToken cancellation) => database.WriteAsync(
        async session =>
        {
            // INVARIANT: the clock is read before the head is. A lease begins when the clock was read, by all that was published until then.
            var now = time.GetUtcNow();
            return await ClaimRows.PinAsync(session, batch.Task, (await RuleSetRows.ReadAsync(session, batch.RuleSet))!, now);
        },
        cancellation);

    /// <summary>Stores what was scored, in one transaction, of the items that this claim still holds.</summary>
    /// <returns>Number of scorecards stored.</returns>
    public Task<int> CompleteAsync(ClaimedBatch batch, IReadOnlyList<ScoredItem> scored, CancellationToken cancellation) => database.WriteAsync(
        async session =>
        {
            var held = await ClaimRows.EndAsync(session, batch.Owner, [.. scored.Select(static one => (one.Item.Id, StateOf(one), one.Fault))]);
            var ended = scored.Where((_, index) => held[index]).ToList();
            var cards = ended.Where(static one => one.Fault is null).ToList();
            await ScorecardRows.AddAsync(session, batch, cards);

            // Last, as every worker of the task writes this row.
            await TaskRows.CountAsync(session, batch.Task, cards.Count, ended.Count(static one => StateOf(one) == TaskItemRows.SetAside));
            await TaskRows.FinishAsync(session, batch.Task, time.GetUtcNow());
            return cards.Count;
        },
        cancellation);

    public Task ReleaseAsync(long task, string owner, CancellationToken cancellation) =>
        database.WriteAsync(session => ClaimRows.ReleaseAsync(session, task, owner), cancellation);

    /// <summary>Ends intake tasks whose time is over.</summary>
    /// <returns>Tasks that are still to be filled.</returns>
    public Task<IReadOnlyList<long>> SweepAsync(CancellationToken cancellation) => database.WriteAsync(
        async session =>
        {
            await TaskRows.FinishIntakeAsync(session, await RuleSetRows.ReadAllAsync(session), time.GetUtcNow());
            return await TaskRows.UnfilledAsync(session);
        },
        cancellation);

    /// <summary>For how long the oldest waiting item of a task that can run has waited.</summary>
    public async Task<TimeSpan> QueueAgeAsync(CancellationToken cancellation)
    {
        var since = await database.ReadAsync(
            session => session.QuerySingleAsync<long?>(
                """
                SELECT min(CASE WHEN i.received_at > t.created_at THEN i.received_at ELSE t.created_at END)
                FROM inspection_task t JOIN rule_set r ON r.id = t.rule_set
                JOIN task_item o ON o.id = (SELECT min(id) FROM task_item WHERE task_id = t.id AND state < 2 AND state = 0)
                JOIN interaction i ON i.id = o.interaction_id AND i.revision = o.revision
                WHERE t.state = 'running' AND r.state = 'online'
                """),
            cancellation);
        return since is { } ticks ? time.GetUtcNow() - UtcTicks.ToTime(ticks) : TimeSpan.Zero;
    }

    private static long StateOf(ScoredItem scored)
    {
        if (scored.Fault is null)
            return TaskItemRows.Scored;
        return scored.Item.Attempts >= ClaimRows.MaximumAttempts ? TaskItemRows.SetAside : TaskItemRows.Waiting;
    }
}
