using System.Security.Cryptography;
using Qa.Transcription.Calls;

namespace Qa.Portal.Modules.Recordings.Folders;

/// <summary>What lies beside a recording: call data, a transcript, or neither.</summary>
/// <param name="CallMark">What tells these call data from others; see <see cref="CompanionFile.Mark"/>.</param>
/// <param name="TranscriptMark">What tells this transcript from another.</param>
/// <param name="IsComing">Whether a file that may belong to it is still being written.</param>
internal sealed record Companions(CallRecord? Call, string? CallMark, string? TranscriptPath, string? TranscriptMark, bool IsComing);

/// <summary>A file beside recordings, as it was read.</summary>
/// <param name="Calls">Empty where it is a transcript.</param>
/// <param name="Mark">What tells it from what it was before: the hash of call data; a transcript, which is read when it is used, by its stamp.</param>
internal sealed record CompanionFile(string Path, FileStamp Stamp, string Mark, bool IsTranscript, IReadOnlyList<CallRecord> Calls, IReadOnlyList<string> Problems)
{
    /// <summary>Largest file of call data or transcript, in bytes.</summary>
    public const int MaximumBytes = 64 * 1024 * 1024;

    private static readonly HashSet<string> Endings = new([".csv", ".tsv", ".json", ".srt", ".vtt", ".txt"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file is one by its name; all others are taken for recordings, whatever their ending.</summary>
    public static bool IsCompanion(string path) => Endings.Contains(System.IO.Path.GetExtension(path));

    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static CompanionFile Read(string path, FileStamp stamp, TimeZoneInfo zone)
    {
        if (stamp.Bytes > MaximumBytes)
            return new(path, stamp, "", IsTranscript: false, [], [FormattableString.Invariant($"found {stamp.Bytes} bytes, expected at most {MaximumBytes}")]);
        // It may be a pipe, at which whoever opens it would wait for ever.
        if (stamp.Bytes == 0)
            return new(path, stamp, "", IsTranscript: false, [], []);
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            var beginning = new byte[Math.Min(stamp.Bytes, CallDataReader.BeginningBytes)];
            if (!CallDataReader.Fits(beginning.AsSpan(0, file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false))))
                return new(path, stamp, FormattableString.Invariant($"{stamp.Bytes}/{stamp.ModifiedAt}"), IsTranscript: true, [], []);
        }

        var bytes = File.ReadAllBytes(path);
        var reading = CallDataReader.Read(bytes, zone);
        return new(path, stamp, Convert.ToHexStringLower(SHA256.HashData(bytes)), IsTranscript: false, reading.Records, [.. reading.Errors.Select(static error => error.Message)]);
    }
}
