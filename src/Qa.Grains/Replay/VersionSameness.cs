namespace Qa.Grains.Replay;

/// <summary>What came of the scorecards of one version.</summary>
/// <param name="TreeHash">As its scorecards name it; where they name several, the first by their text, and the findings tell of the others.</param>
[GenerateSerializer, Alias("qa.VersionSameness")]
public sealed record VersionSameness(
    [property: Id(0)] string RuleSet,
    [property: Id(1)] long Version,
    [property: Id(2)] string TreeHash,
    [property: Id(3)] long Count,
    [property: Id(4)] long Identical,
    [property: Id(5)] long Erased);
