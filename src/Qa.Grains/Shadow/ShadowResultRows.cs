using System.Collections.Immutable;
using System.Text.Json;
using Qa.Grains.Erasure;
using Qa.Grains.Storage;

namespace Qa.Grains.Shadow;

/// <summary>What shadow runs have taken in, and what they made of it, as rows.</summary>
internal static class ShadowResultRows
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private static readonly string[] Columns =
    [
        "shadow", "task_id", "item_id", "interaction_id", "revision", "agent_id", "agent_group", "version", "verdict", "score_before", "score_after",
        "vetoed_before", "vetoed_after", "passed_before", "passed_after", "changes", "hash", "fault",
    ];

    public static Task<long> CountWaitingAsync(DatabaseSession session, Guid id) =>
        session.QuerySingleAsync<long>("SELECT count(*) FROM shadow_pending WHERE shadow = @id", new { id = ShadowRows.KeyOf(id) });

    public static Task<long> CountAsync(DatabaseSession session, Guid id) =>
        session.QuerySingleAsync<long>("SELECT count(*) FROM shadow_result WHERE shadow = @id", new { id = ShadowRows.KeyOf(id) });

    /// <summary>The first of the scorecards that wait.</summary>
    public static Task<IReadOnlyList<ShadowedCard>> ReadWaitingAsync(DatabaseSession session, Guid id, int limit) => session.QueryAsync<ShadowedCard>(
        """
        SELECT s.task_id AS Task, s.item_id AS Item, s.interaction_id AS Interaction, s.revision AS Revision, s.version AS Version, s.body AS Body,
               coalesce(i.agent_id, '') AS Agent, i.agent_group AS AgentGroup, i.content AS Content, i.erasure AS Erasure
        FROM shadow_pending p JOIN scorecard s ON s.task_id = p.task_id AND s.item_id = p.item_id
        LEFT JOIN interaction i ON i.id = s.interaction_id AND i.revision = s.revision
        WHERE p.shadow = @id ORDER BY p.task_id, p.item_id LIMIT @limit
        """,
        new { id = ShadowRows.KeyOf(id), limit = (long)limit });

    /// <summary>Stores results in the place of what waited; what another activation has stored meanwhile is left to it.</summary>
    /// <returns>Whether all of them were stored.</returns>
    public static async Task<bool> AddAsync(DatabaseSession session, Guid id, IReadOnlyList<ShadowResult> results)
    {
        // As erasing does before anything else: it is done with an interaction or has not begun, and nothing of it is left behind.
        await session.LockAsync(DatabaseLock.Search);
        var erased = await ErasureRows.ErasedAsync(session, TombstoneKind.Interaction, results.Select(static one => one.Interaction).Distinct(StringComparer.Ordinal));
        var mine = new List<ShadowResult>(results.Count);
        foreach (var task in results.GroupBy(static one => one.Task))
        {
            var waited = await session.QueryAsync<long>(
                $"DELETE FROM shadow_pending WHERE shadow = @id AND task_id = @task AND {session.IsAnyOf("item_id", "@items")} RETURNING item_id",
                new { id = ShadowRows.KeyOf(id), task = task.Key, items = session.Many(task.Select(static one => one.Item)) });
            mine.AddRange(task.IntersectBy(waited, static one => one.Item).Select(one => erased.Contains(one.Interaction) ? one with { Hash = null, Fault = null } : one));
        }

        if (mine.Count > 0)
            await session.InsertManyAsync("shadow_result", Columns, [], [.. mine.Select(one => Values(id, one))]);
        return mine.Count == results.Count;
    }

    public static IAsyncEnumerable<ShadowResult> StreamAsync(DatabaseSession session, Guid id) => session.StreamAsync<Row>(
        """
        SELECT task_id AS Task, item_id AS Item, interaction_id AS Interaction, revision AS Revision, agent_id AS Agent, agent_group AS AgentGroup, version AS Version, verdict AS Verdict,
               score_before AS ScoreBefore, score_after AS ScoreAfter, vetoed_before AS VetoedBefore, vetoed_after AS VetoedAfter, passed_before AS PassedBefore,
               passed_after AS PassedAfter, changes AS Changes, hash AS Hash, fault AS Fault
        FROM shadow_result WHERE shadow = @id
        """,
        new { id = ShadowRows.KeyOf(id) }).Select(static row => row.ToResult());

    /// <summary>Which scorecard of an interaction a run has compared last; null for none.</summary>
    public static async Task<(long Task, long Item)?> LastCardAsync(DatabaseSession session, Guid id, string interaction) =>
        await session.QuerySingleAsync<Row>(
            """
            SELECT task_id AS Task, item_id AS Item FROM shadow_result WHERE shadow = @id AND interaction_id = @interaction AND verdict = 'compared'
            ORDER BY revision DESC, task_id DESC, item_id DESC LIMIT 1
            """,
            new { id = ShadowRows.KeyOf(id), interaction }) is { } row
            ? (row.Task, row.Item)
            : null;

    /// <summary>Drops what waits; of a run that can score nothing any more.</summary>
    public static Task DropWaitingAsync(DatabaseSession session, Guid id) =>
        session.ExecuteAsync("DELETE FROM shadow_pending WHERE shadow = @id", new { id = ShadowRows.KeyOf(id) });

    /// <summary>Leaves scorecards out that were not scored here now.</summary>
    public static Task LeaveOutAsync(DatabaseSession session, long task) => session.ExecuteAsync("DELETE FROM shadow_pending WHERE task_id = @task", new { task });

    /// <summary>Takes from results what could tell of what was said in an interaction; figures stay, as those of scorecards do.</summary>
    public static Task EraseAsync(DatabaseSession session, string interaction) =>
        session.ExecuteAsync("UPDATE shadow_result SET hash = NULL, fault = NULL WHERE interaction_id = @interaction", new { interaction });

    private static object?[] Values(Guid id, ShadowResult one) =>
    [
        ShadowRows.KeyOf(id), one.Task, one.Item, one.Interaction, one.Revision, one.Agent, one.AgentGroup, one.Version, ShadowNames.Of(one.Verdict),
        (double)one.Before.Score, (double)one.After.Score, Flag(one.Before.IsVetoed), Flag(one.After.IsVetoed), Flag(one.Before.HasPassed), Flag(one.After.HasPassed),
        one.Changes.IsEmpty ? null : JsonSerializer.Serialize(one.Changes, Options), one.Hash, one.Fault,
    ];

    private static long Flag(bool truth) => truth ? 1 : 0;

    private sealed class Row
    {
        public long Task { get; init; }

        public long Item { get; init; }

        public string Interaction { get; init; } = "";

        public long Revision { get; init; }

        public string Agent { get; init; } = "";

        public string? AgentGroup { get; init; }

        public long Version { get; init; }

        public string Verdict { get; init; } = "";

        public double ScoreBefore { get; init; }

        public double ScoreAfter { get; init; }

        public long VetoedBefore { get; init; }

        public long VetoedAfter { get; init; }

        public long PassedBefore { get; init; }

        public long PassedAfter { get; init; }

        public string? Changes { get; init; }

        public string? Hash { get; init; }

        public string? Fault { get; init; }

        public ShadowResult ToResult() => new(Task, Item, Interaction, Revision, Agent, AgentGroup, Version, ShadowNames.VerdictOf(Verdict))
        {
            Before = new((decimal)ScoreBefore, VetoedBefore == 1, PassedBefore == 1),
            After = new((decimal)ScoreAfter, VetoedAfter == 1, PassedAfter == 1),
            Changes = Changes is null ? [] : JsonSerializer.Deserialize<ImmutableArray<ShadowChange>>(Changes, Options),
            Hash = Hash,
            Fault = Fault,
        };
    }
}
