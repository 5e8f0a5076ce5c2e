namespace Qa.Portal.Commands.Operations.Backups;

/// <summary>What verifying a backup came to.</summary>
/// <param name="Chains">Null where they are verified only once it is restored, as PostgreSQL alone reads its archives.</param>
/// <param name="Missing">Files that its database names and it has not.</param>
internal sealed record BackupVerdict(BackupReport Report, ChainOutcome? Chains, long Missing)
{
    public bool Holds => Report.Holds && Chains is null or { Holds: true };
}
