using Qa.Grains.Storage;

namespace Qa.Grains.Publication.Log;

/// <summary>The rows of sets.</summary>
internal static class RuleSetRows
{
    private const string Columns = "id, state, head_version AS HeadVersion, head_publication AS HeadPublication, lease_seconds AS LeaseSeconds, state_since AS StateSince";

    public static async Task<RuleSetHead?> ReadAsync(DatabaseSession session, string ruleSet) =>
        (await session.QuerySingleAsync<Row>($"SELECT {Columns} FROM rule_set WHERE id = @ruleSet", new { ruleSet }))?.ToHead();

    public static async Task<IReadOnlyList<RuleSetHead>> ReadAllAsync(DatabaseSession session) =>
        [.. (await session.QueryAsync<Row>($"SELECT {Columns} FROM rule_set ORDER BY id")).Select(static row => row.ToHead())];

    /// <summary>Reads a row that this transaction is about to change; others that want to wait.</summary>
    public static async Task<RuleSetHead?> LockAsync(DatabaseSession session, string ruleSet) =>
        (await session.QuerySingleAsync<Row>($"SELECT {Columns} FROM rule_set WHERE id = @ruleSet{session.ForUpdate}", new { ruleSet }))?.ToHead();

    /// <summary>Makes the row of a set that has none yet.</summary>
    public static Task CreateAsync(DatabaseSession session, string ruleSet, bool isOnline, DateTimeOffset now) => session.ExecuteAsync(
        """
        INSERT INTO rule_set (id, state, state_since, head_version, head_publication, lease_seconds, created_at)
        VALUES (@ruleSet, @state, @now, NULL, NULL, @lease, @now) ON CONFLICT (id) DO NOTHING
        """,
        new { ruleSet, state = StateOf(isOnline), lease = RuleSetHead.DefaultLeaseSeconds, now = UtcTicks.Of(now) });

    public static Task SetStateAsync(DatabaseSession session, string ruleSet, bool isOnline, DateTimeOffset now) => session.ExecuteAsync(
        "UPDATE rule_set SET state = @state, state_since = @now WHERE id = @ruleSet", new { ruleSet, state = StateOf(isOnline), now = UtcTicks.Of(now) });

    public static Task SetHeadAsync(DatabaseSession session, PublishedVersion head) => session.ExecuteAsync(
        "UPDATE rule_set SET head_version = @Version, head_publication = @Publication WHERE id = @RuleSet",
        new { head.RuleSet, head.Version, head.Publication });

    public static Task SetLeaseAsync(DatabaseSession session, string ruleSet, long seconds) =>
        session.ExecuteAsync("UPDATE rule_set SET lease_seconds = @seconds WHERE id = @ruleSet", new { ruleSet, seconds });

    private static string StateOf(bool isOnline) => isOnline ? "online" : "offline";

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string State { get; init; } = "";

        public long? HeadVersion { get; init; }

        public long? HeadPublication { get; init; }

        public long LeaseSeconds { get; init; }

        public long StateSince { get; init; }

        public RuleSetHead ToHead() => new(Id, State == "online", HeadVersion, HeadPublication, LeaseSeconds, UtcTicks.ToTime(StateSince));
    }
}
