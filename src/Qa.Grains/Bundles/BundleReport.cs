using System.Collections.Immutable;

namespace Qa.Grains.Bundles;

/// <summary>What checking a bundle came to.</summary>
/// <param name="Identical">Scorecards that were computed again from what the bundle holds, and are the same to the byte.</param>
/// <param name="Key">Fingerprint of the key by which it is signed; null without a signature that holds.</param>
/// <param name="Time">Of its checkpoint; null without one.</param>
/// <param name="Findings">What is wrong, each with the line and what was found and expected; the first hundred.</param>
public sealed record BundleReport(
    long Lines, long Publications, long Versions, long Interactions, long Scorecards, long Identical, string? Key, string? Time, ImmutableArray<string> Findings)
{
    /// <summary>Scorecards that cannot be computed again, as what they were made of was erased.</summary>
    public long Erased { get; init; }

    public bool Holds => Findings.IsEmpty;
}
