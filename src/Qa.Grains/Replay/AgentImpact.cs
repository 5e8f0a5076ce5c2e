namespace Qa.Grains.Replay;

/// <summary>What another version would have changed for an agent.</summary>
/// <param name="Count">Interactions of the agent that were compared.</param>
[GenerateSerializer, Alias("qa.AgentImpact")]
public sealed record AgentImpact(
    [property: Id(0)] string Agent,
    [property: Id(1)] long Count,
    [property: Id(2)] long Changed,
    [property: Id(3)] long VetoedBefore,
    [property: Id(4)] long VetoedAfter,
    [property: Id(5)] double MeanBefore,
    [property: Id(6)] double MeanAfter);
