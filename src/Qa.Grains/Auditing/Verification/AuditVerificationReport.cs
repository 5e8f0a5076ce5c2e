using System.Collections.Immutable;

namespace Qa.Grains.Auditing.Verification;

/// <summary>What verifying the audit log came to.</summary>
/// <param name="Sealed">How many entries are under a seal.</param>
/// <param name="NotYetSealed">How many entries wait for the next seal; of these, alteration is seen only where their hash was left.</param>
/// <param name="SealedUpTo">Time of the last seal: what was committed before it is sealed. Null without one.</param>
/// <param name="OldestNotYetSealed">When something waits for longer than some seconds, nobody seals.</param>
/// <param name="Head">The last seal.</param>
/// <param name="IsFromCheckpoint">Whether a checkpoint was given that is of this log.</param>
/// <param name="Signers">In the order of the seals.</param>
/// <param name="Faults">The first one of each writer and of the seals; at most a hundred.</param>
public sealed record AuditVerificationReport(
    long Sealed, long NotYetSealed, DateTimeOffset? SealedUpTo, DateTimeOffset? OldestNotYetSealed, AuditHead? Head, bool IsFromCheckpoint,
    ImmutableArray<SealSigner> Signers, ImmutableArray<AuditFault> Faults)
{
    public bool Holds => Faults.IsEmpty;

    /// <summary>The faults in words.</summary>
    public ImmutableArray<string> Findings => [.. Faults.Select(static fault => fault.ToString())];
}
