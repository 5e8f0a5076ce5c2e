namespace Qa.Portal.Commands.Scoring;

/// <summary>What a line of the input came to: something kept of its scorecard, or the problems that it has.</summary>
/// <param name="Problems">Sentences; empty for a line that was scored.</param>
internal readonly record struct ScoredLine<T>(
    long Number, string Id, UInt128 IdDigest, UInt128 ContentDigest, T? Kept, IReadOnlyList<string> Problems);

/// <summary>The lines of a batch, scored. It keeps no part of the batch's buffer.</summary>
internal sealed record ScoredBatch<T>(string Source, IReadOnlyList<ScoredLine<T>> Lines);
