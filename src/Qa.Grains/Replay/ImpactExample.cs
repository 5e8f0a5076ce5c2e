namespace Qa.Grains.Replay;

/// <summary>An interaction that another version scores otherwise.</summary>
[GenerateSerializer, Alias("qa.ImpactExample")]
public sealed record ImpactExample(
    [property: Id(0)] string Interaction,
    [property: Id(1)] string Agent,
    [property: Id(2)] decimal Before,
    [property: Id(3)] decimal After,
    [property: Id(4)] bool VetoedBefore,
    [property: Id(5)] bool VetoedAfter);
