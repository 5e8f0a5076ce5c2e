namespace Qa.Grains.Replay;

/// <summary>What another version would have changed for a group.</summary>
/// <param name="Group">As the interactions name it; empty for those that name none.</param>
/// <param name="Count">Interactions of the group that were compared.</param>
[GenerateSerializer, Alias("qa.GroupImpact")]
public sealed record GroupImpact(
    [property: Id(0)] string Group,
    [property: Id(1)] long Count,
    [property: Id(2)] long Changed,
    [property: Id(3)] long VetoedBefore,
    [property: Id(4)] long VetoedAfter,
    [property: Id(5)] double MeanBefore,
    [property: Id(6)] double MeanAfter);
