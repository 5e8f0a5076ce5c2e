namespace Qa.Grains.Bundles;

/// <summary>An entry of the publication log, and the review of it where there is one. Times are UTC ticks.</summary>
internal sealed class PublicationEntry : BundleEntry
{
    /// <summary>In the log of all sets, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>Canonical JSON.</summary>
    public required byte[] Record { get; init; }

    public required string Hash { get; init; }

    public required long RecordedAt { get; init; }

    public required string Standing { get; init; }

    /// <summary>JSON, as it is stored.</summary>
    public required string Approvals { get; init; }

    public required string Draft { get; init; }

    public string? Reviewer { get; init; }

    public long? ReviewedAt { get; init; }

    public long? ReviewAccepted { get; init; }

    public string? ReviewNote { get; init; }

    public override string Name => Invariant($"publication {Number}");
}
