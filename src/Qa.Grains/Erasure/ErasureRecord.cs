namespace Qa.Grains.Erasure;

/// <summary>An erasure as it is on record.</summary>
public sealed class ErasureRecord
{
    public long Number { get; init; }

    public string Key { get; init; } = "";

    public string Basis { get; init; } = "";

    public string Reason { get; init; } = "";

    public string AskedBy { get; init; } = "";

    public string? ApprovedBy { get; init; }

    /// <summary>When it began, in UTC ticks.</summary>
    public long At { get; init; }

    public ErasureOrder ToOrder() => new(Key, Basis, Reason, AskedBy, ApprovedBy);
}
