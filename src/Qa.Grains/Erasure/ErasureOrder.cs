namespace Qa.Grains.Erasure;

/// <summary>Who wants something erased, who agreed, and why: what every tombstone points at.</summary>
/// <param name="Key">By which the erasure is known in other copies of the database; given again, it is the same one.</param>
/// <param name="Basis"><see cref="Request"/> or <see cref="Retention"/>.</param>
/// <param name="Reason">As it was given; no numbers and no words of customers.</param>
/// <param name="ApprovedBy">Null where nobody had to agree: a period was over.</param>
public sealed record ErasureOrder(string Key, string Basis, string Reason, string AskedBy, string? ApprovedBy)
{
    /// <summary>Somebody asked for it.</summary>
    public const string Request = "request";

    /// <summary>The period was over for which it is kept.</summary>
    public const string Retention = "retention";

    /// <summary>Longest reason, in characters.</summary>
    public const int MaximumReasonLength = 500;
}
