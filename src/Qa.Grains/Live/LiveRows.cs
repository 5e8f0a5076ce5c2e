using Qa.Grains.Storage;

namespace Qa.Grains.Live;

/// <summary>Turns and alerts of conversations that go on, as rows.</summary>
internal static class LiveRows
{
    private static readonly string[] AlertColumns =
    [
        "interaction_id", "agent_id", "agent_group", "rule_set", "version", "norm_path", "norm_name", "is_veto", "turn_index", "text_start", "text_length", "text", "raised_at",
    ];

    private static readonly string[] AlertKey = ["interaction_id", "rule_set", "norm_path", "turn_index", "text_start", "text_length"];

    /// <returns>False when a turn is there already.</returns>
    public static async Task<bool> AddTurnAsync(DatabaseSession session, string interaction, long index, string content, DateTimeOffset now) => await session.ExecuteAsync(
        "INSERT INTO live_turn (interaction_id, turn_index, content, received_at) VALUES (@interaction, @index, @content, @now) ON CONFLICT (interaction_id, turn_index) DO NOTHING",
        new { interaction, index, content = System.Text.Encoding.UTF8.GetBytes(content), now = UtcTicks.Of(now) }) == 1;

    public static async Task<IReadOnlyList<string>> ReadTurnsAsync(DatabaseSession session, string interaction) =>
        [.. (await session.QueryAsync<byte[]>("SELECT content FROM live_turn WHERE interaction_id = @interaction ORDER BY turn_index", new { interaction })).Select(System.Text.Encoding.UTF8.GetString)];

    public static Task RemoveTurnsAsync(DatabaseSession session, string interaction) =>
        session.ExecuteAsync("DELETE FROM live_turn WHERE interaction_id = @interaction", new { interaction });

    /// <summary>When the last turn came; null without any.</summary>
    public static async Task<DateTimeOffset?> LastTurnAtAsync(DatabaseSession session, string interaction) =>
        await session.QuerySingleAsync<long?>("SELECT max(received_at) FROM live_turn WHERE interaction_id = @interaction", new { interaction }) is { } ticks ? UtcTicks.ToTime(ticks) : null;

    /// <summary>Conversations whose last turn came before a time.</summary>
    public static Task<IReadOnlyList<string>> ReadIdleAsync(DatabaseSession session, DateTimeOffset before) => session.QueryAsync<string>(
        "SELECT interaction_id FROM live_turn GROUP BY interaction_id HAVING max(received_at) < @before", new { before = UtcTicks.Of(before) });

    public static Task AddAlertsAsync(DatabaseSession session, IReadOnlyList<LiveAlert> alerts) => session.InsertManyAsync(
        "live_alert", AlertColumns, AlertKey,
        [
            .. alerts.Select(static one => new object?[]
            {
                one.Interaction, one.Agent, one.AgentGroup, one.RuleSet, one.Version, one.NormPath, one.NormName, one.IsVeto ? 1L : 0L, (long)one.Turn, (long)one.Start,
                (long)one.Length, one.Text.Replace('\0', '\uFFFD'), UtcTicks.Of(one.RaisedAt),
            }),
        ]);

    public static async Task<IReadOnlyList<LiveAlert>> ReadAlertsAsync(DatabaseSession session, long after, int limit) =>
        [.. (await session.QueryAsync<AlertRow>($"{AlertSelect} WHERE number > @after ORDER BY number LIMIT @limit", new { after, limit })).Select(static row => row.ToAlert())];

    public static async Task<IReadOnlyList<LiveAlert>> ReadAlertsAsync(DatabaseSession session, string interaction) =>
        [.. (await session.QueryAsync<AlertRow>($"{AlertSelect} WHERE interaction_id = @interaction ORDER BY number", new { interaction })).Select(static row => row.ToAlert())];

    public static async Task<IReadOnlyList<LiveAlert>> ReadLatestAsync(DatabaseSession session, long after, IReadOnlyCollection<string>? agents, int limit)
    {
        var ofAgents = agents is null ? "" : $" AND {session.IsAnyOf("agent_id", "@agents")}";
        return
        [
            .. (await session.QueryAsync<AlertRow>(
                $"{AlertSelect} WHERE number > @after{ofAgents} ORDER BY number DESC LIMIT @limit", new { after, limit = (long)limit, agents = session.Many(agents ?? []) })).Select(static row => row.ToAlert()),
        ];
    }

    public static Task<long> LastAlertAsync(DatabaseSession session) => session.QuerySingleAsync<long>("SELECT coalesce(max(number), 0) FROM live_alert");

    private const string AlertSelect =
        """
        SELECT number AS Number, interaction_id AS Interaction, agent_id AS Agent, agent_group AS AgentGroup, rule_set AS RuleSet, version AS Version, norm_path AS NormPath,
               norm_name AS NormName, is_veto AS IsVeto, turn_index AS Turn, text_start AS Start, text_length AS Length, text AS Text, raised_at AS RaisedAt
        FROM live_alert
        """;

    private sealed class AlertRow
    {
        public long Number { get; init; }

        public string Interaction { get; init; } = "";

        public string Agent { get; init; } = "";

        public string? AgentGroup { get; init; }

        public string RuleSet { get; init; } = "";

        public long Version { get; init; }

        public string NormPath { get; init; } = "";

        public string NormName { get; init; } = "";

        public long IsVeto { get; init; }

        public long Turn { get; init; }

        public long Start { get; init; }

        public long Length { get; init; }

        public string Text { get; init; } = "";

        public long RaisedAt { get; init; }

        public LiveAlert ToAlert() => new(
            Number, Interaction, Agent, AgentGroup, RuleSet, Version, NormPath, NormName, IsVeto == 1, (int)Turn, (int)Start, (int)Length, Text, UtcTicks.ToTime(RaisedAt));
    }
}
