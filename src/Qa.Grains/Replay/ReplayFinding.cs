namespace Qa.Grains.Replay;

/// <summary>A stored scorecard that could not be computed again, or came out otherwise.</summary>
[GenerateSerializer, Alias("qa.ReplayFinding")]
public sealed record ReplayFinding(
    [property: Id(0)] string Interaction,
    [property: Id(1)] long Revision,
    [property: Id(2)] string Version,
    [property: Id(3)] string Reason);
