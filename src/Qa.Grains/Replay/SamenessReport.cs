using System.Collections.Immutable;

namespace Qa.Grains.Replay;

/// <summary>What came of computing stored scorecards again with their own versions.</summary>
/// <param name="Identical">To the byte.</param>
/// <param name="Findings">The first hundred that are not, each with the reason.</param>
[GenerateSerializer, Alias("qa.SamenessReport")]
public sealed record SamenessReport(
    [property: Id(0)] long Count,
    [property: Id(1)] long Identical,
    [property: Id(2)] ImmutableArray<ReplayFinding> Findings)
{
    /// <summary>Findings that are told one by one.</summary>
    public const int MaximumFindings = 100;
}
