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

    public string PublicationHash { get; init; } = "";

    /// <summary>UTC ticks.</summary>
    public long ScoredAt { get; init; }

    public byte[] Body { get; init; } = [];

    public string Hash { get; init; } = "";

    /// <summary>Null when the interaction is no longer stored.</summary>
    public byte[]? Content { get; init; }

    /// <summary>Null where what was said was not erased; so with the words that the scorecard quotes.</summary>
    public long? InteractionErasure { get; init; }

    /// <inheritdoc cref="InteractionErasure"/>
    public long? EvidenceErasure { get; init; }

    /// <summary>Of what stands in the place of what was erased, as its tombstone says; null without one.</summary>
    public string? InteractionLeftHash { get; init; }

    /// <inheritdoc cref="InteractionLeftHash"/>
    public string? EvidenceLeftHash { get; init; }
}
