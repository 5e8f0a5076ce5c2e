using System.Globalization;
using Qa.Grains.Erasure;
using Qa.Grains.Storage;
using Qa.Portal.Modules.Recordings.Queue;
using Qa.Portal.Platform.Privacy;

namespace Qa.Portal.Modules.Recordings;

/// <summary>What is kept of customers with recordings: originals, wave forms, transcripts, call data. The original goes with its last recording.</summary>
internal sealed class RecordingData(RecordingStore store, Database database) : IPersonalData
{
    private const string Columns = "SELECT interaction_id AS Id, call AS Call, received_at AS ReceivedAt FROM recording";

    // What is not known of a file any more; its name may have held a number.
    private const string NoName = "erased";

    public async Task<IReadOnlyList<CustomerTrace>> TracesAsync(DatabaseSession session, string after, int limit) =>
        Traces(await session.QueryAsync<TraceRow>($"{Columns} WHERE interaction_id > @after AND erasure IS NULL ORDER BY interaction_id LIMIT @limit", new { after, limit }));

    public async Task<IReadOnlyList<CustomerTrace>> TracesAsync(DatabaseSession session, IReadOnlyList<string> ids) =>
        Traces(await session.QueryAsync<TraceRow>($"{Columns} WHERE {session.IsAnyOf("interaction_id", "@ids")}", new { ids = session.Many(ids) }));

    public async Task<IReadOnlyList<(string Kind, long Count)>> CountAsync(DatabaseSession session, IReadOnlyList<string> ids)
    {
        var of = $"FROM recording WHERE {session.IsAnyOf("interaction_id", "@ids")}";
        return
        [
            (TombstoneKind.Sound, await session.QuerySingleAsync<long>($"SELECT count(*) {of} AND sound_erasure IS NULL", new { ids = session.Many(ids) })),
            (TombstoneKind.Recording, await session.QuerySingleAsync<long>($"SELECT count(*) {of} AND erasure IS NULL", new { ids = session.Many(ids) })),
        ];
    }

    public async Task EraseAsync(DatabaseSession session, ErasureScope scope, string interaction)
    {
        if (await session.QuerySingleAsync<Row>(
            $"""
             SELECT number AS Number, hash AS Hash, call AS Call, transcript AS Transcript, outcome AS Outcome, interaction AS Interaction, state AS State, erasure AS Erasure,
                    sound_erasure AS SoundErasure
             FROM recording WHERE interaction_id = @interaction{session.ForUpdate}
             """,
            new { interaction }) is not { } row)
            return;
        if (scope.Has(ErasedParts.Sound) && row.SoundErasure is null)
            await EraseSoundAsync(session, scope, interaction, row);
        if (scope.Has(ErasedParts.Text) && row.Erasure is null)
            await EraseTextAsync(session, scope, interaction, row);
    }

    // Files are known by what is in them: one goes when no other recording needs it.
    public async Task FinishAsync(string interaction, CancellationToken cancellation)
    {
        var hash = await database.ReadAsync(
            session => session.QuerySingleAsync<string>(
                """
                SELECT hash FROM recording r WHERE interaction_id = @interaction AND sound_erasure IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM recording o WHERE o.hash = r.hash AND o.sound_erasure IS NULL)
                """,
                new { interaction }, cancellation),
            cancellation);
        if (hash is not null)
            store.Delete(hash);
    }

    // Another generation: whoever hears it just now stores nothing of it.
    private static async Task EraseSoundAsync(DatabaseSession session, ErasureScope scope, string interaction, Row row)
    {
        await session.ExecuteAsync(
            $"""
             UPDATE recording SET sound_erasure = @Erasure, peaks = NULL, work = 0, owner = NULL, claimed_until = NULL, generation = generation + 1, changed_at = @now,
                    state = CASE WHEN state IN ('{QueueStates.Queued}', '{QueueStates.Heard}') OR work <> 0 THEN '{QueueStates.Erased}' ELSE state END
             WHERE number = @Number
             """,
            new { scope.Erasure, row.Number, now = UtcTicks.Of(scope.Now) });
        await ErasureRows.LeaveAsync(session, TombstoneKind.Sound, interaction, "", row.Hash, null, scope.Erasure, scope.Now);
    }

    private static async Task EraseTextAsync(DatabaseSession session, ErasureScope scope, string interaction, Row row)
    {
        var left = StoredCall.Parse(row.Call).Erased().ToJson();
        await session.ExecuteAsync(
            $"""
             UPDATE recording SET erasure = @Erasure, call = @left, transcript = NULL, outcome = NULL, interaction = NULL, reason = NULL, file_name = '{NoName}',
                    source = CASE source WHEN 'upload' THEN source ELSE '{NoName}' END, state = '{QueueStates.Erased}', work = 0, owner = NULL, claimed_until = NULL,
                    generation = generation + 1, changed_at = @now
             WHERE number = @Number
             """,
            new { scope.Erasure, left, row.Number, now = UtcTicks.Of(scope.Now) });
        await session.ExecuteAsync("DELETE FROM recording_file WHERE recording = @Number", new { row.Number });

        // Of call data no hash: with all else known, a number would be found by trying them all.
        await ErasureRows.LeaveAsync(session, TombstoneKind.Recording, interaction, "call", null, left, scope.Erasure, scope.Now);
        foreach (var (part, bytes) in new[] { ("transcript", row.Transcript), ("outcome", row.Outcome), ("interaction", row.Interaction) })
        {
            if (bytes is not null)
                await ErasureRows.LeaveAsync(session, TombstoneKind.Recording, interaction, part, ErasureRows.HashOf(bytes), null, scope.Erasure, scope.Now);
        }
    }

    private static List<CustomerTrace> Traces(IEnumerable<TraceRow> rows)
    {
        var traces = new List<CustomerTrace>();
        foreach (var row in rows)
        {
            var call = StoredCall.Parse(row.Call);
            var at = DateTimeOffset.TryParse(call.StartedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var started) ? started : UtcTicks.ToTime(row.ReceivedAt);
            traces.Add(new(row.Id, call.Agent.Id, at, call.Customer?.Id, call.Customer?.Phone));
        }

        return traces;
    }

    private sealed class TraceRow
    {
        public string Id { get; init; } = "";

        public byte[] Call { get; init; } = [];

        public long ReceivedAt { get; init; }
    }

    private sealed class Row
    {
        public long Number { get; init; }

        public string Hash { get; init; } = "";

        public byte[] Call { get; init; } = [];

        public byte[]? Transcript { get; init; }

        public byte[]? Outcome { get; init; }

        public byte[]? Interaction { get; init; }

        public string State { get; init; } = "";

        public long? Erasure { get; init; }

        public long? SoundErasure { get; init; }
    }
}
