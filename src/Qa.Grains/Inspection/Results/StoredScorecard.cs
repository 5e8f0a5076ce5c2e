namespace Qa.Grains.Inspection.Results;

/// <summary>A scorecard as it is stored, with all that computing it again needs.</summary>
public sealed class StoredScorecard
{
    public long Task { get; init; }

    public long Item { get; init; }

    public string Interaction { get; init; } = "";

    public long Revision { get; init; }

    public string InteractionHash { get; init; } = "";

    public string RuleSet { get; init; } = "";

    public long Version { get; init; }

    public string TreeHash { get; init; } = "";

    public string PublicationHash { get; init; } = "";

    public string SchemaName { get; init; } = "";

    /// <summary>Number of the lease among those of its task.</summary>
    public long Lease { get; init; }

    /// <summary>UTC ticks, as all times here.</summary>
    public long LeaseStartsAt { get; init; }

    public long LeaseEndsAt { get; init; }

    public string LeaseReason { get; init; } = "";

    /// <summary>When scoring began.</summary>
    public long ScoredAt { get; init; }

    /// <summary>The scorecard's JSON.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>Of its canonical form.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Number of the erasure that took the words that it quotes; null where none did. The hash is still that of the whole.</summary>
    public long? Erasure { get; init; }
}
