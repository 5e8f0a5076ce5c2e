namespace Qa.Transcription.Models;

/// <summary>How a file of a model stands.</summary>
/// <param name="FoundSha256">The sum that was found; null where there is no file.</param>
public sealed record FileOutcome(KnownFile File, string Path, FileState State, string? FoundSha256);

/// <summary>What is known of a model's file.</summary>
public enum FileState : byte
{
    /// <summary>There is none, or the source has none.</summary>
    Missing,

    /// <summary>It is there, and it is the known one.</summary>
    Right,

    /// <summary>It is there, and no sum is known or asked for.</summary>
    Unchecked,

    /// <summary>It is not the known file.</summary>
    Wrong,
}
