using System.Collections.Immutable;

namespace Qa.Grains.Replay;

/// <summary>What came of computing stored scorecards again with their own versions.</summary>
/// <param name="Identical">To the byte.</param>
/// <param name="Findings">The first hundred that are neither, each with the reason.</param>
/// <param name="Erased">What they were made of was erased, and cannot be computed again; what stands in its place is what was left.</param>
[GenerateSerializer, Alias("qa.SamenessReport")]
public sealed record SamenessReport(
    [property: Id(0)] long Count,
    [property: Id(1)] long Identical,
    [property: Id(2)] ImmutableArray<ReplayFinding> Findings,
    [property: Id(3)] long Erased = 0)
{
    /// <summary>Findings that are told one by one.</summary>
    public const int MaximumFindings = 100;
}
