using Qa.Grains.Auditing;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Storage;
using Qa.Portal.Platform.Access;
using Qa.Transcription.Recordings;

namespace Qa.Portal.Modules.Recordings.Queue;

/// <summary>
/// Recordings, each once: takes them in, finds them, and has them heard anew when people say more of them. A recording is known by
/// the id of its call; where none is given, by its bytes, so that a copy under another name is no second call.
/// </summary>
internal sealed class RecordingRegister(Database database, RecordingStore store, RecordingSignal signal, TimeProvider time)
{
    /// <summary>Keeps a staged recording and queues it; nothing of it stays when the same, or another one of its id, is there.</summary>
    public async Task<RecordingAnswer> AddAsync(IncomingRecording incoming, CancellationToken cancellation = default)
    {
        try
        {
            var known = await database.ReadAsync(session => FindSameAsync(session, incoming), cancellation);
            if (known is not null)
                return known;

            // First the bytes, then the row: a row without bytes could never be heard.
            store.Keep(incoming.Staged);
            var answer = await database.WriteAsync(session => AddAsync(session, incoming), cancellation);
            signal.Raise();
            return answer;
        }
        finally
        {
            incoming.Staged.Discard();
        }
    }

    public Task<RecordingRow?> FindAsync(string id) => database.ReadAsync(session => RecordingRows.FindAsync(session, id));

    /// <summary>The newest first.</summary>
    /// <param name="limit">1..1,000.</param>
    public Task<IReadOnlyList<RecordingRow>> ListAsync(string? state, long? before, int limit, Reach reach) =>
        database.ReadAsync(session => RecordingRows.ListAsync(session, state, reach.IsAll ? null : reach.Agents, before ?? long.MaxValue, limit));

    /// <summary>How many recordings are not done, by state, in the order in which they come along; what nothing can be done about is not counted.</summary>
    public async Task<IReadOnlyList<(string State, long Count)>> CountUnfinishedAsync(Reach reach)
    {
        string[] unfinished = [QueueStates.Queued, QueueStates.Heard, RecordingStateNames.Of(RecordingState.NeedsSpeakers), RecordingStateNames.Of(RecordingState.NeedsModel), QueueStates.Failed, QueueStates.Conflict];
        var counts = await database.ReadAsync(session => RecordingRows.CountAsync(session, unfinished, reach.IsAll ? null : reach.Agents));
        return [.. unfinished.Where(counts.ContainsKey).Select(state => (state, counts[state]))];
    }

    public Task<byte[]?> ReadAsync(RecordingRow row, RecordingRows.Document document) => database.ReadAsync(session => RecordingRows.ReadAsync(session, row.Number, document));

    /// <summary>Has a recording heard anew, with other call data or another transcript where they are given.</summary>
    /// <param name="change">What is known of the call from now on.</param>
    /// <param name="what">What was done, for the audit log.</param>
    /// <returns>The recording, unchanged when it was erased; null when there is none of that id.</returns>
    public async Task<RecordingRow?> ChangeAsync(
        string id, string actor, string what, Func<StoredCall, StoredCall> change, byte[]? transcript = null, CancellationToken cancellation = default)
    {
        var changed = await database.WriteAsync(
            async session =>
            {
                if (await RecordingRows.FindAsync(session, id, forUpdate: true) is not { } row)
                    return null;
                if (row.IsErased)
                    return row;
                await RecordingRows.RequeueAsync(session, row.Number, change(StoredCall.Parse(row.Call)), transcript, time.GetUtcNow());
                await AuditRows.AddAsync(session, new(time.GetUtcNow(), actor, what, $"recording {id}", ""));
                return await RecordingRows.FindAsync(session, row.Number);
            },
            cancellation);
        signal.Raise();
        return changed;
    }

    private async Task<RecordingAnswer> AddAsync(DatabaseSession session, IncomingRecording incoming)
    {
        while (true)
        {
            if (await FindSameAsync(session, incoming) is { } known)
                return known;
            var id = incoming.Call?.Id ?? RecordingFileName.IdOf(incoming.FileName);
            if (incoming.Call?.Id is null && await RecordingRows.FindAsync(session, id) is not null)
                id = RecordingFileName.IdOf(incoming.FileName, incoming.Staged.Hash);
            if (!await RecordingRows.AddAsync(session, incoming, incoming.CallAs(id), time.GetUtcNow()))
                continue;
            await AuditRows.AddAsync(session, new(time.GetUtcNow(), incoming.SentBy, "send recording", $"recording {id}") { After = $"sound {incoming.Staged.Hash}" });
            return new(IntakeOutcome.Accepted, (await RecordingRows.FindAsync(session, id))!);
        }
    }

    private static async Task<RecordingAnswer?> FindSameAsync(DatabaseSession session, IncomingRecording incoming)
    {
        if (incoming.Call?.Id is not { } id)
            return await RecordingRows.FindByHashAsync(session, incoming.Staged.Hash) is { } same ? new(IntakeOutcome.Duplicate, same) : null;
        if (await RecordingRows.FindAsync(session, id) is not { } stored)
            return null;
        return new(stored.Hash == incoming.Staged.Hash ? IntakeOutcome.Duplicate : IntakeOutcome.Conflict, stored);
    }
}
