using Qa.Grains.Auditing;
using Qa.Grains.Auditing.Chain;
using Qa.Grains.Publication.Log;
using Qa.Grains.Storage;
using Qa.Rules.Versions;

namespace Qa.Grains.Publication.Checkpoints;

/// <summary>Takes checkpoints of the publication log, and of the audit log beside it.</summary>
public sealed class CheckpointTaking(Database database, InstallationKey key, TimeProvider time)
{
    /// <summary>The log as it is now and how far the audit log is sealed, signed.</summary>
    public Task<SignedCheckpoint> TakeAsync(CancellationToken cancellation = default) => database.ReadAsync(
        async session => await TakeAsync(session, await SealRows.HeadAsync(session)), cancellation);

    /// <summary>The log as a transaction sees it, signed. Without the audit log, which is nothing to those whom a bundle goes to.</summary>
    internal Task<SignedCheckpoint> TakeAsync(DatabaseSession session) => TakeAsync(session, null);

    private async Task<SignedCheckpoint> TakeAsync(DatabaseSession session, AuditHead? audit)
    {
        var last = await PublicationRows.LastAsync(session);
        return SignedCheckpoint.Sign(new ChainCheckpoint(checked((int)(last?.Publication ?? 0)), last?.RecordHash, UtcTicks.ToText(time.GetUtcNow())), key, audit);
    }
}
