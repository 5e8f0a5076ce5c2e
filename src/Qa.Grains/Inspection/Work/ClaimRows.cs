using Qa.Grains.Inspection.Leases;
using Qa.Grains.Inspection.Tasks;
using Qa.Grains.Publication.Log;
using Qa.Grains.Storage;

namespace Qa.Grains.Inspection.Work;

/// <summary>
/// The workers' side of items: claimed in batches, for a while, by an owner that no other claim has; completed only by the one
/// that is still the owner. An item that was tried before is claimed alone, so that one that ends its worker takes no others along.
/// </summary>
internal static class ClaimRows
{
    /// <summary>Tries after which an item is set aside.</summary>
    public const long MaximumAttempts = 3;

    /// <summary>How long a claim lasts; a batch takes a second at most.</summary>
    public static readonly TimeSpan ClaimTime = TimeSpan.FromSeconds(30);

    /// <summary>A running task of an online set that has items to claim: the next after <paramref name="after"/>, then from the first.</summary>
    public static async Task<long?> NextTaskAsync(DatabaseSession session, long after, DateTimeOffset now)
    {
        const string open =
            """
            SELECT t.id FROM inspection_task t JOIN rule_set r ON r.id = t.rule_set
            WHERE t.state = 'running' AND r.state = 'online' AND r.head_version IS NOT NULL
              AND EXISTS (SELECT 1 FROM task_item i WHERE i.task_id = t.id AND i.state < 2 AND (i.state = 0 OR i.claimed_until < @now))
            """;
        var parameters = new { after, now = UtcTicks.Of(now) };
        return await session.QuerySingleAsync<long?>($"{open} AND t.id > @after ORDER BY t.id LIMIT 1", parameters)
            ?? await session.QuerySingleAsync<long?>($"{open} ORDER BY t.id LIMIT 1", parameters);
    }

    /// <summary>Claims items of a task and finds the version that it holds now.</summary>
    /// <param name="after">Fresh items are looked for after this one; those before it have been claimed.</param>
    /// <returns>Null when there is nothing to claim, or the task does not run any more.</returns>
    public static async Task<ClaimedBatch?> ClaimAsync(DatabaseSession session, long task, string owner, long after, int count, DateTimeOffset now)
    {
        var running = await session.QuerySingleAsync<string>("SELECT rule_set FROM inspection_task WHERE id = @task AND state = 'running'", new { task });
        if (running is null || await RuleSetRows.ReadAsync(session, running) is not { IsOnline: true, Version: not null } head)
            return null;
        var ids = await session.QueryAsync<long>(
            $"SELECT id FROM task_item WHERE task_id = @task AND state < 2 AND state = 0 AND attempts = 0 AND id > @after ORDER BY id LIMIT @count{session.SkipLocked("task_item")}",
            new { task, after, count });
        if (ids.Count == 0 && await TriedBeforeAsync(session, task, now) is { } one)
            ids = [one];
        if (ids.Count == 0)
            return null;
        var items = await TakeAsync(session, ids, owner, now);
        return new(task, running, owner, await PinAsync(session, task, head, now), items);
    }

    /// <summary>The version that a task holds at a time; also when its set went offline meanwhile, as what is claimed is finished.</summary>
    public static async Task<PinnedVersion> PinAsync(DatabaseSession session, long task, RuleSetHead head, DateTimeOffset now)
    {
        var lease = await LeaseRows.TakeAsync(session, task, head, now);
        var published = await PublicationRows.OfVersionAsync(session, head.RuleSet, lease.Version)
            ?? throw new InvalidOperationException(Invariant($"Task {task} holds version {lease.Version} of '{head.RuleSet}', which the log does not have."));
        return new(lease, published.TreeHash, published.RecordHash, published.At);
    }

    /// <summary>Ends items that this claim still holds: scored, set aside, or waiting for another try.</summary>
    /// <returns>For each whether it was still held.</returns>
    public static async Task<bool[]> EndAsync(DatabaseSession session, string owner, IReadOnlyList<(long Item, long State, string? Fault)> ended)
    {
        var held = new HashSet<long>();
        foreach (var same in ended.GroupBy(static one => (one.State, one.Fault)))
        {
            held.UnionWith(await session.QueryAsync<long>(
                $"""
                 UPDATE task_item SET state = @State, owner = NULL, claimed_until = NULL, fault = @Fault
                 WHERE {session.IsAnyOf("id", "@items")} AND owner = @owner AND state = 1 RETURNING id
                 """,
                new { same.Key.State, same.Key.Fault, owner, items = session.Many(same.Select(static one => one.Item)) }));
        }

        return [.. ended.Select(one => held.Contains(one.Item))];
    }

    /// <summary>Gives back what a claim still holds, as if it had never been claimed.</summary>
    public static Task ReleaseAsync(DatabaseSession session, long task, string owner) => session.ExecuteAsync(
        "UPDATE task_item SET state = 0, owner = NULL, claimed_until = NULL, attempts = attempts - 1 WHERE task_id = @task AND state < 2 AND state = 1 AND owner = @owner",
        new { task, owner });

    private static async Task<long?> TriedBeforeAsync(DatabaseSession session, long task, DateTimeOffset now)
    {
        while (true)
        {
            var tried = await session.QuerySingleAsync<TriedItem>(
                $"""
                 SELECT id AS Id, attempts AS Attempts FROM task_item
                 WHERE task_id = @task AND state < 2 AND (state = 0 OR claimed_until < @now) ORDER BY id LIMIT 1{session.SkipLocked("task_item")}
                 """,
                new { task, now = UtcTicks.Of(now) });
            if (tried is null || tried.Attempts < MaximumAttempts)
                return tried?.Id;
            await session.ExecuteAsync(
                "UPDATE task_item SET state = 3, owner = NULL, claimed_until = NULL, fault = @fault WHERE id = @Id",
                new { tried.Id, fault = Invariant($"its worker ended {tried.Attempts} times without a result") });
            await TaskRows.CountAsync(session, task, scored: 0, setAside: 1);
            await TaskRows.FinishAsync(session, task, now);
        }
    }

    /// <summary>Claims all waiting items of a task.</summary>
    public static async Task<IReadOnlyList<ClaimedItem>> TakeAllAsync(DatabaseSession session, long task, string owner, DateTimeOffset now) =>
        await TakeAsync(session, await session.QueryAsync<long>("SELECT id FROM task_item WHERE task_id = @task AND state = 0", new { task }), owner, now);

    private static async Task<IReadOnlyList<ClaimedItem>> TakeAsync(DatabaseSession session, IReadOnlyList<long> ids, string owner, DateTimeOffset now)
    {
        var many = session.Many(ids);
        await session.ExecuteAsync(
            $"UPDATE task_item SET state = 1, owner = @owner, claimed_until = @until, attempts = attempts + 1 WHERE {session.IsAnyOf("id", "@many")}",
            new { owner, until = UtcTicks.Of(now + ClaimTime), many });
        return await session.QueryAsync<ClaimedItem>(
            $"""
             SELECT t.id AS Id, t.interaction_id AS Interaction, t.revision AS Revision, t.attempts AS Attempts, i.content AS Content, i.hash AS Hash, i.erasure AS Erasure
             FROM task_item t JOIN interaction i ON i.id = t.interaction_id AND i.revision = t.revision
             WHERE {session.IsAnyOf("t.id", "@many")} ORDER BY t.id
             """,
            new { many });
    }

    private sealed class TriedItem
    {
        public long Id { get; init; }

        public long Attempts { get; init; }
    }
}
