using Qa.Grains.Auditing;
using Qa.Grains.Erasure;
using Qa.Grains.Storage;
using Qa.Portal.Platform.Privacy.Holds;
using Qa.Portal.Platform.Search;

namespace Qa.Portal.Platform.Privacy;

/// <summary>
/// Erases interactions with all that hangs on them, a few in one transaction: what is held is left, all else is gone with its tombstones,
/// or nothing is. The one way to erase, for requests, for periods and after a restore.
/// </summary>
internal sealed class Erasing(Database database, IEnumerable<IPersonalData> data, SearchIndex index, TimeProvider time)
{
    /// <summary>Interactions of one transaction: few enough that others wait for a moment only.</summary>
    public const int AtOnce = 20;

    // Steps of putting an index in order; each is a transaction of some milliseconds.
    private const int MaximumSteps = 100_000;

    private readonly IReadOnlyList<IPersonalData> _data = [.. data];

    /// <param name="interactions">At most <see cref="AtOnce"/>.</param>
    /// <param name="evidenceBefore">Only of scorecards that were made before; null for all.</param>
    /// <returns>Those that are held, each with the hold.</returns>
    public async Task<IReadOnlyDictionary<string, long>> EraseAsync(
        ErasureOrder order, ErasedParts parts, IReadOnlyList<string> interactions, DateTimeOffset? evidenceBefore, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(interactions.Count, AtOnce);
        var held = await database.WriteAsync(session => EraseAsync(session, order, parts, interactions, evidenceBefore, cancellation), cancellation);
        foreach (var interaction in interactions.Where(one => !held.ContainsKey(one)))
        {
            foreach (var kept in _data)
                await kept.FinishAsync(interaction, cancellation);
        }

        return held;
    }

    /// <summary>Which of some interactions are held, each with its hold.</summary>
    public async Task<IReadOnlyDictionary<string, long>> HeldAsync(DatabaseSession session, IReadOnlyList<string> interactions)
    {
        var holds = await HoldRows.ActiveAsync(session);
        var held = new Dictionary<string, long>(StringComparer.Ordinal);
        if (holds.Count == 0)
            return held;
        foreach (var kept in _data)
        {
            foreach (var trace in await kept.TracesAsync(session, interactions))
            {
                if (holds.FirstOrDefault(hold => hold.Covers(trace)) is { } hold)
                    held.TryAdd(trace.Interaction, hold.Id);
            }
        }

        return held;
    }

    /// <summary>Which of some ids there is anything of.</summary>
    public async Task<IReadOnlySet<string>> KnownAsync(DatabaseSession session, IReadOnlyList<string> interactions)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var kept in _data)
            known.UnionWith((await kept.TracesAsync(session, interactions)).Select(static trace => trace.Interaction));
        return known;
    }

    /// <summary>How much of each kind would be erased with some interactions.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountAsync(DatabaseSession session, IReadOnlyList<string> interactions)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var kept in _data)
        {
            foreach (var (kind, count) in await kept.CountAsync(session, interactions))
                counts[kind] = counts.GetValueOrDefault(kind) + count;
        }

        return counts;
    }

    /// <summary>Whose things are, all of them, page by page.</summary>
    public async IAsyncEnumerable<IReadOnlyList<CustomerTrace>> TracesAsync(
        int pageSize, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var kept in _data)
        {
            var after = "";
            while (await database.ReadAsync(session => kept.TracesAsync(session, after, pageSize), cancellation) is { Count: > 0 } page)
            {
                after = page[^1].Interaction;
                yield return page;
            }
        }
    }

    /// <summary>Has what is searched forget the words of what was removed, which an index else keeps until it is put in order, and the files what they still hold.</summary>
    public async Task ForgetWordsAsync(CancellationToken cancellation)
    {
        for (var step = 0; step < MaximumSteps && await database.WriteAsync(session => index.ForgetAsync(session, isFirst: step == 0, cancellation), cancellation); step++)
        {
        }

        await database.SettleAsync(cancellation);
    }

    private async Task<IReadOnlyDictionary<string, long>> EraseAsync(
        DatabaseSession session, ErasureOrder order, ErasedParts parts, IReadOnlyList<string> interactions, DateTimeOffset? evidenceBefore, CancellationToken cancellation)
    {
        await session.OverwriteDeletedAsync(cancellation);
        await session.LockAsync(DatabaseLock.Erasure, cancellation);
        var held = await HeldAsync(session, interactions);
        var free = interactions.Where(one => !held.ContainsKey(one)).ToList();
        if (free.Count == 0)
            return held;
        var now = time.GetUtcNow();
        var scope = new ErasureScope(await ErasureRows.TakeAsync(session, order, now), parts, evidenceBefore, now);
        foreach (var interaction in free)
        {
            foreach (var kept in _data)
                await kept.EraseAsync(session, scope, interaction);
        }

        await AuditRows.AddAsync(session, new(now, order.ApprovedBy ?? order.AskedBy, "erase", FormattableString.Invariant($"erasure {scope.Erasure}"), order.Reason)
        {
            Before = string.Join(", ", free), After = $"{parts}: tombstones",
        });
        return held;
    }
}
