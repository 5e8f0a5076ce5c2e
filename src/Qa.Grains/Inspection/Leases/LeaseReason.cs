namespace Qa.Grains.Inspection.Leases;

/// <summary>Why a lease began. The numbers travel between silos and stay.</summary>
public enum LeaseReason : byte
{
    /// <summary>The task started, and took the version in force.</summary>
    Start = 1,

    /// <summary>The lease before it ended, and no whole set had been published since: the version stays.</summary>
    Renewal = 2,

    /// <summary>The lease before it ended, and a whole set or a rollback had been published since: the version in force was taken.</summary>
    Publication = 3,
}
