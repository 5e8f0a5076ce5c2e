using Qa.Grains.Auditing.Chain;
using Qa.Grains.Publication.Checkpoints;
using Qa.Grains.Storage;

namespace Qa.Grains.Auditing.Verification;

/// <summary>
/// Verifies the whole audit log as one moment knows it: each entry against its hash and its link, each chain, the seals over all
/// chains and their signatures. Links come one by one and seals in batches, so that the memory does not grow with the log.
/// </summary>
public sealed class AuditVerification(Database database, InstallationKey key)
{
    /// <summary>Most changes of the signer that are told.</summary>
    internal const int MaximumSigners = 100;

    private const int SealsAtOnce = 200;
    private const int MaximumFaults = 100;

    /// <param name="checkpoint">
    /// A checkpoint that the log must go on from; null for none. One from before there were seals, or of a key that is neither the
    /// installation's nor named, says nothing of this log.
    /// </param>
    /// <param name="earlierKeys">
    /// Fingerprints of keys that signed before the installation's present one, <c>none</c> for seals from before it had one. Without a
    /// key of the installation at hand, any key is taken, and told.
    /// </param>
    public Task<AuditVerificationReport> RunAsync(
        SignedCheckpoint? checkpoint = null, IReadOnlyCollection<string>? earlierKeys = null, CancellationToken cancellation = default) => database.ReadAsync(
        async session =>
        {
            var trusted = key.Exists ? new HashSet<string>([key.Fingerprint, .. earlierKeys ?? []], StringComparer.Ordinal) : null;

            // The publication log may have come here in a bundle, with checkpoints of where it came from: the audit log there is another.
            var head = trusted?.Contains(checkpoint?.Fingerprint ?? "") == false ? null : checkpoint?.Audit;
            var chains = new ChainTrail();
            var seals = new SealTrail(chains, trusted, head);
            await FollowAsync(session, chains, seals, cancellation);
            var (waiting, oldest) = await CheckWaitingAsync(session, chains, cancellation);
            await CheckStraysAsync(session, chains);
            foreach (var (writer, hash) in chains.Strangers)
            {
                if ((await session.QueryAsync<long>("SELECT entry FROM audit_link WHERE entry_hash = @hash LIMIT 1", new { hash })).Count > 0)
                    chains.MarkReordered(writer);
            }

            var faults = new List<AuditFault>();
            if (checkpoint?.IsSigned() == false)
                faults.Add(new(AuditFaultKind.WrongSignature, null, "the checkpoint", "a signature that is not of its key", "one that is"));
            if (seals.Fault is { } fault)
                faults.Add(fault);
            faults.AddRange(chains.Faults);
            return new AuditVerificationReport(chains.Links, waiting, seals.SealedUpTo, oldest, seals.Head, head is not null, seals.Signers, [.. faults.Take(MaximumFaults)]);
        },
        cancellation);

    private static async Task FollowAsync(DatabaseSession session, ChainTrail chains, SealTrail trail, CancellationToken cancellation)
    {
        // From the least number there can be, as links may have been given any.
        var after = long.MinValue;
        while (await SealsAsync(session, after) is { Count: > 0 } seals)
        {
            var (index, upTo) = (0, seals[^1].Number);
            await foreach (var link in Links(session, after, upTo).WithCancellation(cancellation))
            {
                while (seals[index].Number < link.Seal)
                    trail.Take(seals[index++]);
                chains.Take(link);
            }

            while (index < seals.Count)
                trail.Take(seals[index++]);
            after = upTo;
        }

        await foreach (var link in Links(session, after, long.MaxValue).WithCancellation(cancellation))
        {
            trail.Finish(link.Seal);
            return;
        }

        trail.Finish(null);
    }

    private static Task<IReadOnlyList<StoredSeal>> SealsAsync(DatabaseSession session, long after) => session.QueryAsync<StoredSeal>(
        $"SELECT {StoredSeal.Columns} FROM audit_seal WHERE number > @after ORDER BY number LIMIT @limit", new { after, limit = SealsAtOnce });

    private static IAsyncEnumerable<StoredLink> Links(DatabaseSession session, long after, long upTo) => session.StreamAsync<StoredLink>(
        $"""
        SELECT {StoredLink.LinkColumns}, {StoredEntry.Columns} FROM audit_link l LEFT JOIN audit a ON a.number = l.entry
        WHERE l.seal > @after AND l.seal <= @upTo ORDER BY l.seal, l.writer, l.sequence
        """,
        new { after, upTo });

    private static async Task<(long Waiting, DateTimeOffset? Oldest)> CheckWaitingAsync(DatabaseSession session, ChainTrail chains, CancellationToken cancellation)
    {
        var (waiting, oldest) = (0L, long.MaxValue);
        await foreach (var entry in SealRows.StreamWaiting(session).WithCancellation(cancellation))
        {
            waiting++;
            oldest = Math.Min(oldest, entry.At);
            if (entry.Hash is { } hash && entry.ContentHash() is var content && content != hash)
                chains.Report(AuditFaultKind.ChangedEntry, entry.ChainWriter, Invariant($"entry {entry.Number}"), $"an entry with the hash {content}", hash);
        }

        return (waiting, waiting > 0 && oldest >= 0 ? UtcTicks.ToTime(oldest) : null);
    }

    private static async Task CheckStraysAsync(DatabaseSession session, ChainTrail chains)
    {
        var never = await session.QueryAsync<StoredEntry>(
            $"""
            SELECT {StoredEntry.Columns} FROM audit a LEFT JOIN audit_link l ON l.entry = a.number LEFT JOIN audit_pending p ON p.entry = a.number
            WHERE l.entry IS NULL AND p.entry IS NULL ORDER BY a.number LIMIT @limit
            """,
            new { limit = MaximumFaults });
        foreach (var entry in never)
            chains.Report(AuditFaultKind.NeverLinked, entry.ChainWriter, Invariant($"entry {entry.Number}"), "neither a link nor a place among those that wait for one", "one of them");
        var gone = await session.QueryAsync<long>(
            "SELECT p.entry FROM audit_pending p LEFT JOIN audit a ON a.number = p.entry WHERE a.number IS NULL ORDER BY p.entry LIMIT @limit", new { limit = MaximumFaults });
        foreach (var entry in gone)
            chains.Report(AuditFaultKind.MissingEntry, Invariant($"nobody known ({entry})"), Invariant($"entry {entry}"), "no entry", "one that waits to be sealed");
    }
}
