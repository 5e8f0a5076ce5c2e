using Qa.Grains.Storage;

namespace Qa.Portal.Modules.Recordings.Queue;

/// <summary>Recordings as rows.</summary>
internal static class RecordingRows
{
    private const string Select =
        """
        SELECT number AS Number, interaction_id AS InteractionId, hash AS Hash, bytes AS Bytes, file_name AS FileName, source AS Source, sent_by AS SentBy,
               call AS Call, state AS State, reason AS Reason, CASE WHEN transcript IS NULL THEN 0 ELSE 1 END AS HasTranscript, is_stored AS IsStored,
               generation AS Generation, attempts AS Attempts, erasure AS Erasure, sound_erasure AS SoundErasure, owner AS Owner, received_at AS ReceivedAt, changed_at AS ChangedAt
        FROM recording
        """;

    /// <summary>A document of a row.</summary>
    public enum Document
    {
        Outcome,
        Peaks,
        Transcript,
        Interaction,
    }

    public static Task<RecordingRow?> FindAsync(DatabaseSession session, string interaction, bool forUpdate = false) =>
        session.QuerySingleAsync<RecordingRow>($"{Select} WHERE interaction_id = @interaction{(forUpdate ? session.ForUpdate : "")}", new { interaction });

    public static Task<RecordingRow?> FindAsync(DatabaseSession session, long number) =>
        session.QuerySingleAsync<RecordingRow>($"{Select} WHERE number = @number", new { number });

    /// <summary>The first recording of the same bytes.</summary>
    public static Task<RecordingRow?> FindByHashAsync(DatabaseSession session, string hash) =>
        session.QuerySingleAsync<RecordingRow>($"{Select} WHERE hash = @hash ORDER BY number LIMIT 1", new { hash });

    /// <summary>The newest first.</summary>
    /// <param name="agents">Whose; null for everybody's.</param>
    public static Task<IReadOnlyList<RecordingRow>> ListAsync(DatabaseSession session, string? state, IReadOnlyCollection<string>? agents, long before, int limit)
    {
        var ofState = state is null ? "" : " AND state = @state";
        var ofAgents = agents is null ? "" : $" AND {session.IsAnyOf(session.JsonText("call", "agent", "id"), "@agents")}";
        return session.QueryAsync<RecordingRow>(
            $"{Select} WHERE number < @before{ofState}{ofAgents} ORDER BY number DESC LIMIT @limit", new { state, before, limit, agents = session.Many(agents ?? []) });
    }

    public static async Task<IReadOnlyDictionary<string, long>> CountAsync(DatabaseSession session, IReadOnlyCollection<string> states, IReadOnlyCollection<string>? agents)
    {
        var ofAgents = agents is null ? "" : $" AND {session.IsAnyOf(session.JsonText("call", "agent", "id"), "@agents")}";
        return (await session.QueryAsync<StateCount>(
            $"SELECT state AS State, count(*) AS Count FROM recording WHERE {session.IsAnyOf("state", "@states")}{ofAgents} GROUP BY state", new { states = session.Many(states), agents = session.Many(agents ?? []) }))
            .ToDictionary(static row => row.State, static row => row.Count, StringComparer.Ordinal);
    }

    public static async Task<byte[]?> ReadAsync(DatabaseSession session, long number, Document document)
    {
        var column = document switch
        {
            Document.Outcome => "outcome",
            Document.Peaks => "peaks",
            Document.Transcript => "transcript",
            _ => "interaction",
        };
        return await session.QuerySingleAsync<byte[]>($"SELECT {column} FROM recording WHERE number = @number", new { number });
    }

    /// <returns>False when a recording with its id is there already.</returns>
    public static async Task<bool> AddAsync(DatabaseSession session, IncomingRecording incoming, StoredCall call, DateTimeOffset now) =>
        await session.ExecuteAsync(
            """
            INSERT INTO recording (interaction_id, hash, bytes, file_name, source, sent_by, call, transcript, state, received_at, changed_at)
            VALUES (@Id, @Hash, @Bytes, @FileName, @Source, @SentBy, @call, @Transcript, 'queued', @now, @now)
            ON CONFLICT (interaction_id) DO NOTHING
            """,
            new
            {
                call.Id, incoming.Staged.Hash, incoming.Staged.Bytes, incoming.FileName, incoming.Source, incoming.SentBy, call = call.ToJson(), incoming.Transcript,
                now = UtcTicks.Of(now),
            }) == 1;

    /// <summary>Has a recording heard anew, with other call data or another transcript where they are given.</summary>
    public static Task RequeueAsync(DatabaseSession session, long number, StoredCall call, byte[]? transcript, DateTimeOffset now) => session.ExecuteAsync(
        """
        UPDATE recording SET call = @call, transcript = coalesce(@transcript, transcript), state = 'queued', reason = NULL, work = 1, generation = generation + 1,
               attempts = 0, owner = NULL, claimed_until = NULL, changed_at = @now
        WHERE number = @number
        """,
        new { number, call = call.ToJson(), transcript, now = UtcTicks.Of(now) });

    private sealed class StateCount
    {
        public string State { get; init; } = "";

        public long Count { get; init; }
    }
}
