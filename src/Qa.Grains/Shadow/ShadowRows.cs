using System.Text.Json;
using Qa.Grains.Storage;

namespace Qa.Grains.Shadow;

/// <summary>Shadow runs as rows.</summary>
internal static class ShadowRows
{
    private const string Select =
        """
        SELECT id AS Id, rule_set AS RuleSet, draft AS Draft, tree_hash AS TreeHash, author AS Author, started_at AS StartedAt, due_at AS DueAt, state AS State, ending AS Ending,
               ended_by AS EndedBy, ended_at AS EndedAt, failure AS Failure
        FROM shadow_run
        """;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static string KeyOf(Guid id) => id.ToString("D");

    public static async Task<ShadowRun?> FindAsync(DatabaseSession session, Guid id) =>
        (await session.QuerySingleAsync<Row>($"{Select} WHERE id = @id", new { id = KeyOf(id) }))?.ToRun();

    /// <summary>All runs of a draft, the newest first.</summary>
    public static async Task<IReadOnlyList<ShadowRun>> OfDraftAsync(DatabaseSession session, string ruleSet, string draft) =>
        [.. (await session.QueryAsync<Row>($"{Select} WHERE draft = @draft AND rule_set = @ruleSet ORDER BY started_at DESC, id DESC", new { draft, ruleSet })).Select(static row => row.ToRun())];

    /// <summary>Runs of a set that take in what it scores, the oldest first.</summary>
    public static async Task<IReadOnlyList<ShadowRun>> RunningAsync(DatabaseSession session, string ruleSet) =>
        [.. (await session.QueryAsync<Row>($"{Select} WHERE rule_set = @ruleSet AND state = 'running' ORDER BY started_at, id", new { ruleSet })).Select(static row => row.ToRun())];

    /// <param name="tree">The draft's, in canonical JSON.</param>
    public static Task AddAsync(DatabaseSession session, ShadowRun run, byte[] tree) => session.ExecuteAsync(
        """
        INSERT INTO shadow_run (id, rule_set, draft, tree, tree_hash, author, started_at, due_at, state, told)
        VALUES (@id, @RuleSet, @Draft, @tree, @TreeHash, @Author, @startedAt, @dueAt, 'running', 0)
        """,
        new { id = KeyOf(run.Id), run.RuleSet, run.Draft, tree, run.TreeHash, run.Author, startedAt = UtcTicks.Of(run.StartedAt), dueAt = UtcTicks.Of(run.DueAt) });

    /// <summary>The draft's tree, as the run scores with it; null where there is no run.</summary>
    public static Task<ShadowTree?> ReadTreeAsync(DatabaseSession session, Guid id) => session.QuerySingleAsync<ShadowTree>(
        "SELECT rule_set AS RuleSet, tree AS Tree, tree_hash AS TreeHash FROM shadow_run WHERE id = @id", new { id = KeyOf(id) });

    /// <summary>Has a run take in nothing any more. Scorecards that are being written are waited for, and are still in it.</summary>
    /// <returns>Whether it took in till now.</returns>
    public static async Task<bool> CloseAsync(DatabaseSession session, Guid id, ShadowEnding ending, string? by, string? failure, DateTimeOffset now) => await session.ExecuteAsync(
        "UPDATE shadow_run SET state = 'closing', ending = @ending, ended_by = @by, failure = @failure, ended_at = @now WHERE id = @id AND state = 'running'",
        new { id = KeyOf(id), ending = ShadowNames.Of(ending), by, failure, now = UtcTicks.Of(now) }) == 1;

    /// <summary>Ends a run whose scorecards are all compared.</summary>
    public static Task EndAsync(DatabaseSession session, Guid id, ShadowFindings findings) => session.ExecuteAsync(
        "UPDATE shadow_run SET state = 'ended', report = @report WHERE id = @id AND state = 'closing'",
        new { id = KeyOf(id), report = JsonSerializer.SerializeToUtf8Bytes(findings, Options) });

    /// <summary>What a run found that has ended; null while it has not.</summary>
    public static async Task<ShadowFindings?> ReadFindingsAsync(DatabaseSession session, Guid id) =>
        await session.QuerySingleAsync<byte[]?>("SELECT report FROM shadow_run WHERE id = @id", new { id = KeyOf(id) }) is { } report
            ? JsonSerializer.Deserialize<ShadowFindings>(report, Options)
            : null;

    public static async Task<bool> IsToldAsync(DatabaseSession session, Guid id) =>
        await session.QuerySingleAsync<long>("SELECT told FROM shadow_run WHERE id = @id", new { id = KeyOf(id) }) == 1;

    public static Task SetToldAsync(DatabaseSession session, Guid id) => session.ExecuteAsync("UPDATE shadow_run SET told = 1 WHERE id = @id", new { id = KeyOf(id) });

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string RuleSet { get; init; } = "";

        public string Draft { get; init; } = "";

        public string TreeHash { get; init; } = "";

        public string Author { get; init; } = "";

        public long StartedAt { get; init; }

        public long DueAt { get; init; }

        public string State { get; init; } = "";

        public string? Ending { get; init; }

        public string? EndedBy { get; init; }

        public long? EndedAt { get; init; }

        public string? Failure { get; init; }

        public ShadowRun ToRun() => new(
            Guid.ParseExact(Id, "D"), RuleSet, Draft, TreeHash, Author, UtcTicks.ToTime(StartedAt), UtcTicks.ToTime(DueAt), ShadowNames.StateOf(State),
            Ending is null ? null : ShadowNames.EndingOf(Ending), EndedBy, EndedAt is { } at ? UtcTicks.ToTime(at) : null, Failure);
    }
}
