using Qa.Grains.Publication.Log;
using Qa.Grains.Storage;
using Qa.Rules.Versions;

namespace Qa.Grains.Publication.Cold;

/// <summary>
/// Lets staged trees take effect: by the first process that starts when none is alive that was started before the staging
/// (norm-tree.md §6), all in one transaction.
/// </summary>
internal sealed class ColdStart(Database database, Publisher publisher, TimeProvider time)
{
    /// <summary>How often a process beats.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(3);

    /// <summary>A process without a beat for so long is dead; if it was only asleep, it ends itself when it learns of it.</summary>
    public static readonly TimeSpan Lapse = TimeSpan.FromSeconds(15);

    /// <summary>Who is alive, as far as anybody can tell yet; read when this process has just entered itself.</summary>
    /// <param name="self">This process.</param>
    public Task<IReadOnlyList<ProcessRows.Heartbeat>> ObserveAsync(long self, CancellationToken cancellation = default) =>
        database.ReadAsync(session => ProcessRows.ReadOlderAsync(session, self), cancellation);

    /// <summary>
    /// Does the part of a process that has just started. When older ones seem alive, it takes <see cref="Lapse"/> to see
    /// whether they were, or had died without a word before this one started.
    /// </summary>
    /// <param name="older">What <see cref="ObserveAsync"/> gave.</param>
    public async Task<IReadOnlyList<PublishedVersion>> RunAsync(
        long self, IReadOnlyList<ProcessRows.Heartbeat> older, CancellationToken cancellation = default)
    {
        if (older.Count > 0)
            await Task.Delay(Lapse, time, cancellation);
        return await database.WriteAsync(
            async session =>
            {
                await session.LockAsync(DatabaseLock.PublicationLog, cancellation);
                var oldestAlive = await OldestAliveAsync(session, older);
                var due = (await StagedTreeRows.ReadAllAsync(session)).Where(staged => staged.LastProcess < self && staged.LastProcess < oldestAlive).ToList();
                var published = await publisher.AppendColdAsync(session, due.Select(OrderOf));
                foreach (var staged in due)
                    await StagedTreeRows.RemoveAsync(session, staged.RuleSet);
                return published;
            },
            cancellation);
    }

    private static async Task<long> OldestAliveAsync(DatabaseSession session, IReadOnlyList<ProcessRows.Heartbeat> older)
    {
        var oldest = long.MaxValue;
        foreach (var process in older)
        {
            // INVARIANT: one that has stopped meanwhile, or beaten, was alive when this one started.
            if (!await ProcessRows.DeclareLostAsync(session, process.Number, process.Beats))
                oldest = Math.Min(oldest, process.Number);
        }

        return oldest;
    }

    private static PublicationOrder OrderOf(StagedTree staged) => new(
        staged.RuleSet, PublicationMode.Cold, staged.Tree, staged.Base, staged.Base, null, staged.Author, "cold start", staged.Note, staged.Standing, staged.Approvals, staged.Draft);
}
