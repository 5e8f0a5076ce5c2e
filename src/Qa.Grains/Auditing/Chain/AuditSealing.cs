using Microsoft.Extensions.Logging;
using Qa.Grains.Hosting;
using Qa.Grains.Publication.Checkpoints;
using Qa.Grains.Storage;

namespace Qa.Grains.Auditing.Chain;

/// <summary>
/// Links what was committed into the chains of its writers, whichever process wrote it, and seals all chains together. Writers
/// never wait for it: it comes after them, one at a time in the whole installation.
/// </summary>
public sealed partial class AuditSealing(Database database, InstallationKey key, ProcessRole role, TimeProvider time, ILogger<AuditSealing> logger)
{
    /// <summary>Most entries under one seal.</summary>
    internal const int MaximumEntries = 1_000;

    // More wait for the next time, so that stopping is never held up for long.
    private const int MaximumSeals = 200;

    // What this process has seen as the last seal: a log that was cut or made anew meanwhile is not sealed over.
    private AuditHead? _seen;

    /// <summary>Seals what is committed and not yet sealed.</summary>
    /// <returns>How many entries were sealed.</returns>
    /// <exception cref="DatabaseUnusableException">The key of the installation cannot be used.</exception>
    public async Task<int> SealAsync(CancellationToken cancellation = default)
    {
        var all = 0;
        for (var seal = 0; seal < MaximumSeals; seal++)
        {
            if (!await database.ReadAsync(SealRows.IsAnythingWaitingAsync, cancellation))
                break;
            var sealedNow = await database.WriteAsync(session => SealOnceAsync(session, cancellation), cancellation);
            all += sealedNow;
            if (sealedNow < MaximumEntries)
                break;
        }

        return all;
    }

    private async Task<int> SealOnceAsync(DatabaseSession session, CancellationToken cancellation)
    {
        await session.LockAsync(DatabaseLock.AuditSeal, cancellation);
        var last = await SealRows.LastAsync(session);
        if (!await FollowsWhatWasSeenAsync(session, last) || !MaySealAfter(last))
            return 0;
        var links = await LinkAsync(session, await SealRows.ReadWaitingAsync(session, MaximumEntries));
        if (links.Count == 0)
            return 0;
        var heads = links.GroupBy(static link => link.Writer, StringComparer.Ordinal).Select(static chain => new ChainHead(chain.Key, chain.Last().Sequence, chain.Last().Hash()));
        var seal = new AuditSeal((last?.Number ?? 0) + 1, UtcTicks.Of(time.GetUtcNow()), ChainHead.Write(heads), last?.Hash);
        var payload = seal.Payload();
        var hash = Rules.Versions.CanonicalJson.Hash(payload);
        await SealRows.AddAsync(session, links, seal.Number, cancellation);
        if (key.IsNamed)
            await SealRows.AddAsync(session, seal, hash, Convert.ToBase64String(key.PublicKey), Convert.ToBase64String(key.Sign(payload)));
        else
            await SealRows.AddAsync(session, seal, hash, null, null);

        // The seal before this one: whether this one is committed is not known yet.
        _seen = last is null ? _seen : new(last.Number, last.Hash);
        return links.Count;
    }

    private static async Task<List<AuditLink>> LinkAsync(DatabaseSession session, IReadOnlyList<StoredEntry> entries)
    {
        var heads = new Dictionary<string, ChainHead?>(StringComparer.Ordinal);
        var links = new List<AuditLink>(entries.Count);
        foreach (var entry in entries)
        {
            if (!heads.TryGetValue(entry.ChainWriter, out var head))
                head = await SealRows.HeadAsync(session, entry.ChainWriter);

            // The stored hash, not that of the content: an entry that was altered before it is linked must not be made good here.
            var link = new AuditLink(entry.ChainWriter, (head?.Sequence ?? 0) + 1, entry.Number!.Value, entry.Hash ?? entry.ContentHash(), head?.Hash);
            heads[link.Writer] = new(link.Writer, link.Sequence, link.Hash());
            links.Add(link);
        }

        return links;
    }

    private async Task<bool> FollowsWhatWasSeenAsync(DatabaseSession session, StoredSeal? last)
    {
        if (_seen is not { } seen || (last is not null && await SealRows.HashOfAsync(session, seen.Seal) == seen.Hash))
            return true;
        LogAltered(seen.Seal);
        return false;
    }

    // Once there are signatures, what has none would look like somebody's who has no key: it is left to those who have it. A command
    // seals only for the installation that it certainly belongs to, and not a copy of a database that somebody looks at.
    private bool MaySealAfter(StoredSeal? last)
    {
        if (!key.IsNamed)
            return role == ProcessRole.Worker && last?.Signer is null;
        if (last is null || (key.Exists && last.Fingerprint == key.Fingerprint))
            return true;
        if (role == ProcessRole.Command)
            return false;
        LogOtherSigner(last.Number, last.Fingerprint ?? "none", key.Fingerprint);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "Seal {Seal} of the audit log is not the one that this process saw before: the log was altered. Nothing is sealed over it; verify it")]
    private partial void LogAltered(long seal);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Seal {Seal} of the audit log is signed by {Found}, the next one by {Ours}; verifying needs both to be named")]
    private partial void LogOtherSigner(long seal, string found, string ours);
}
