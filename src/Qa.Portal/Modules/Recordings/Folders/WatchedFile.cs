using Qa.Grains.Storage;

namespace Qa.Portal.Modules.Recordings.Folders;

/// <summary>A file of a watched folder that was taken in, and what beside it was used.</summary>
internal sealed record WatchedFile(string Path, FileStamp Stamp, long Recording, string? CallMark, string? TranscriptMark);

/// <summary>These as rows.</summary>
internal static class WatchedFileRows
{
    public static async Task<IReadOnlyList<WatchedFile>> BelowAsync(DatabaseSession session, string folder)
    {
        var rows = await session.QueryAsync<Row>(
            """
            SELECT path AS Path, bytes AS Bytes, modified_at AS ModifiedAt, recording AS Recording, call_mark AS CallMark, transcript_mark AS TranscriptMark
            FROM recording_file WHERE substr(path, 1, @length) = @folder
            """,
            new { folder, length = (long)folder.Length });
        return [.. rows.Select(static row => new WatchedFile(row.Path, new(row.Bytes, row.ModifiedAt), row.Recording, row.CallMark, row.TranscriptMark))];
    }

    public static Task SaveAsync(DatabaseSession session, WatchedFile file) => session.ExecuteAsync(
        """
        INSERT INTO recording_file (path, bytes, modified_at, recording, call_mark, transcript_mark) VALUES (@Path, @Bytes, @ModifiedAt, @Recording, @CallMark, @TranscriptMark)
        ON CONFLICT (path) DO UPDATE SET bytes = excluded.bytes, modified_at = excluded.modified_at, recording = excluded.recording, call_mark = excluded.call_mark,
                                         transcript_mark = excluded.transcript_mark
        """,
        new { file.Path, file.Stamp.Bytes, file.Stamp.ModifiedAt, file.Recording, file.CallMark, file.TranscriptMark });

    private sealed class Row
    {
        public string Path { get; init; } = "";

        public long Bytes { get; init; }

        public long ModifiedAt { get; init; }

        public long Recording { get; init; }

        public string? CallMark { get; init; }

        public string? TranscriptMark { get; init; }
    }
}
