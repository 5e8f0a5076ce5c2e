using Qa.Grains.Publication.Log;
using Qa.Grains.Storage;
using Qa.Rules.Versions;

namespace Qa.Grains.Publication.Checkpoints;

/// <summary>Takes checkpoints of the publication log.</summary>
public sealed class CheckpointTaking(Database database, InstallationKey key, TimeProvider time)
{
    /// <summary>The log as it is now, signed.</summary>
    public Task<SignedCheckpoint> TakeAsync(CancellationToken cancellation = default) => database.ReadAsync(TakeAsync, cancellation);

    /// <summary>The log as a transaction sees it, signed.</summary>
    internal async Task<SignedCheckpoint> TakeAsync(DatabaseSession session)
    {
        var last = await PublicationRows.LastAsync(session);
        return SignedCheckpoint.Sign(new ChainCheckpoint(checked((int)(last?.Publication ?? 0)), last?.RecordHash, UtcTicks.ToText(time.GetUtcNow())), key);
    }
}
