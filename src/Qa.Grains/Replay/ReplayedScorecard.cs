namespace Qa.Grains.Replay;

/// <summary>A stored scorecard and the interaction it was made of.</summary>
internal sealed class ReplayedScorecard
{
    public long Task { get; init; }

    public long Item { get; init; }

    public string Interaction { get; init; } = "";

    public long Revision { get; init; }

    public string RuleSet { get; init; } = "";

    public long Version { get; init; }

    public string SchemaName { get; init; } = "";

    public string TreeHash { get; init; } = "";

    public string InteractionHash { get; init; } = "";

    public byte[] Body { get; init; } = [];

    public string Hash { get; init; } = "";

    /// <summary>Null when the interaction is no longer stored.</summary>
    public byte[]? Content { get; init; }
}
