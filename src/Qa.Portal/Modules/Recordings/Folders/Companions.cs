using System.Security.Cryptography;
using Qa.Transcription.Calls;

namespace Qa.Portal.Modules.Recordings.Folders;

/// <summary>What lies beside a recording: call data, a transcript, or neither.</summary>
/// <param name="IsComing">Whether a file that may belong to it is still being written.</param>
internal sealed record Companions(CallRecord? Call, string? CallHash, string? TranscriptPath, string? TranscriptHash, bool IsComing);

/// <summary>A file beside recordings, as it was read.</summary>
/// <param name="Calls">Empty where it is a transcript.</param>
/// <param name="Hash">SHA-256 of its bytes.</param>
internal sealed record CompanionFile(string Path, FileStamp Stamp, string Hash, bool IsTranscript, IReadOnlyList<CallRecord> Calls, IReadOnlyList<string> Problems)
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
        var bytes = File.ReadAllBytes(path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (!CallDataReader.Fits(bytes))
            return new(path, stamp, hash, IsTranscript: true, [], []);
        var reading = CallDataReader.Read(bytes, zone);
        return new(path, stamp, hash, IsTranscript: false, reading.Records, [.. reading.Errors.Select(static error => error.Message)]);
    }
}
