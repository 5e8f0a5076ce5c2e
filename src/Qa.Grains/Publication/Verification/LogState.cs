namespace Qa.Grains.Publication.Verification;

/// <summary>How the publication log stands by its last verification.</summary>
/// <param name="Entries">That there are now.</param>
/// <param name="Last">Null where it was never verified.</param>
public sealed record LogState(LogStanding Standing, long Entries, KeptVerification? Last);

/// <summary>What is known of the publication log.</summary>
public enum LogStanding
{
    NeverVerified,

    /// <summary>Every entry was verified, and held.</summary>
    Whole,

    /// <summary>All that was verified held; there are entries since.</summary>
    Behind,

    /// <summary>Something was wrong.</summary>
    Broken,

    /// <summary>The last entry that was verified is not there any more, or is another one.</summary>
    Changed,
}
