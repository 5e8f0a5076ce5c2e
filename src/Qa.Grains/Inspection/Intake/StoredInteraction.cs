namespace Qa.Grains.Inspection.Intake;

/// <summary>A revision of an interaction as it is stored.</summary>
public sealed class StoredInteraction
{
    public string Id { get; init; } = "";

    /// <summary>1, 2, 3 …</summary>
    public long Revision { get; init; }

    /// <summary>The JSON as it came.</summary>
    public byte[] Content { get; init; } = [];

    public string Hash { get; init; } = "";

    /// <summary>UTC ticks.</summary>
    public long ReceivedAt { get; init; }

    /// <summary>Number of the erasure that took what was said; null where none did. The hash is still that of what came.</summary>
    public long? Erasure { get; init; }
}
