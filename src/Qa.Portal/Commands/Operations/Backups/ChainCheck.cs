using Qa.Grains.Auditing.Verification;
using Qa.Grains.Publication.Checkpoints;
using Qa.Grains.Publication.Verification;
using Qa.Grains.Storage;

namespace Qa.Portal.Commands.Operations.Backups;

/// <summary>Verifies both chains of a database: the publication log and the audit log.</summary>
internal static class ChainCheck
{
    /// <param name="signingKey">File of the installation's key; without it any signer is taken.</param>
    public static async Task<ChainOutcome> RunAsync(Database database, string? signingKey, CancellationToken cancellation)
    {
        var publications = await new ChainAudit(database).RunAsync(null, cancellation);
        var audit = await new AuditVerification(database, new InstallationKey(signingKey)).RunAsync(cancellation: cancellation);
        return new(publications.Count, audit.Sealed + audit.NotYetSealed, [.. publications.Findings, .. audit.Findings]);
    }
}
