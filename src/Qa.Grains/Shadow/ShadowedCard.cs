namespace Qa.Grains.Shadow;

/// <summary>A scorecard that a shadow run has taken in, with the interaction that it is of.</summary>
internal sealed class ShadowedCard
{
    public long Task { get; init; }

    public long Item { get; init; }

    public string Interaction { get; init; } = "";

    public long Revision { get; init; }

    public long Version { get; init; }

    /// <summary>The scorecard's JSON.</summary>
    public byte[] Body { get; init; } = [];

    public string Agent { get; init; } = "";

    /// <summary>As the interaction names it; null where it names none.</summary>
    public string? AgentGroup { get; init; }

    /// <summary>Null where the interaction is no longer stored.</summary>
    public byte[]? Content { get; init; }

    /// <summary>Number of the erasure that took what was said; null where none did.</summary>
    public long? Erasure { get; init; }
}
