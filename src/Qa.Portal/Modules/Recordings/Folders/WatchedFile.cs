using Qa.Grains.Storage;

namespace Qa.Portal.Modules.Recordings.Folders;

/// <summary>A file of a watched folder that was taken in, and what beside it was used.</summary>
internal sealed record WatchedFile(string Path, FileStamp Stamp, long Recording, string? CallHash, string? TranscriptHash);

/// <summary>These as rows.</summary>
internal static class WatchedFileRows
{
    public static async Task<IReadOnlyList<WatchedFile>> BelowAsync(DatabaseSession session, string folder)
    {
        var rows = await session.QueryAsync<Row>(
            """
            SELECT path AS Path, bytes AS Bytes, modified_at AS ModifiedAt, recording AS Recording, call_hash AS CallHash, transcript_hash AS TranscriptHash
            FROM recording_file WHERE substr(path, 1, @length) = @folder
            """,
            new { folder, length = (long)folder.Length });
        return [.. rows.Select(static row => new WatchedFile(row.Path, new(row.Bytes, row.ModifiedAt), row.Recording, row.CallHash, row.TranscriptHash))];
    }

    public static Task SaveAsync(DatabaseSession session, WatchedFile file) => session.ExecuteAsync(
        """
        INSERT INTO recording_file (path, bytes, modified_at, recording, call_hash, transcript_hash) VALUES (@Path, @Bytes, @ModifiedAt, @Recording, @CallHash, @TranscriptHash)
        ON CONFLICT (path) DO UPDATE SET bytes = excluded.bytes, modified_at = excluded.modified_at, recording = excluded.recording, call_hash = excluded.call_hash,
                                         transcript_hash = excluded.transcript_hash
        """,
        new { file.Path, file.Stamp.Bytes, file.Stamp.ModifiedAt, file.Recording, file.CallHash, file.TranscriptHash });

    private sealed class Row
    {
        public string Path { get; init; } = "";

        public long Bytes { get; init; }

        public long ModifiedAt { get; init; }

        public long Recording { get; init; }

        public string? CallHash { get; init; }

        public string? TranscriptHash { get; init; }
    }
}
