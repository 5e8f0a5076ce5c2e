namespace Qa.Grains.Inspection.Work;

/// <summary>An item that a worker has claimed, with what it scores.</summary>
internal sealed class ClaimedItem
{
    public long Id { get; init; }

    public string Interaction { get; init; } = "";

    public long Revision { get; init; }

    /// <summary>How often it has been claimed, this time included.</summary>
    public long Attempts { get; init; }

    public byte[] Content { get; init; } = [];

    public string Hash { get; init; } = "";

    /// <summary>Number of the erasure that took what was said; null where none did.</summary>
    public long? Erasure { get; init; }
}
