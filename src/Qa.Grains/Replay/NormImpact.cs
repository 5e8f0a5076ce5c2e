using System.Collections.Immutable;

namespace Qa.Grains.Replay;

/// <summary>What another version would have changed of a norm.</summary>
/// <param name="Changed">Interactions in which its outcome or its points are others.</param>
/// <param name="PointsChange">By how many points in all, before the limits of its categories; negative takes more away.</param>
/// <param name="Outcomes">Which outcome became which, the most frequent first; those with the same on both sides differ in points.</param>
[GenerateSerializer, Alias("qa.NormImpact")]
public sealed record NormImpact(
    [property: Id(0)] string Path,
    [property: Id(1)] long Changed,
    [property: Id(2)] double PointsChange,
    [property: Id(3)] ImmutableArray<OutcomeChange> Outcomes);
