using System.Collections.Immutable;

namespace Qa.Portal.Commands.Operations.Backups;

/// <summary>What verifying both chains came to.</summary>
/// <param name="Entries">Of the audit log, sealed or not yet.</param>
internal sealed record ChainOutcome(int Publications, long Entries, ImmutableArray<string> Findings)
{
    public bool Holds => Findings.IsEmpty;
}
