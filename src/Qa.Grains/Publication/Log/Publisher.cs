using System.Text.Json;
using Qa.Grains.Auditing;
using Qa.Grains.Storage;
using Qa.Rules.Trees;
using Qa.Rules.Versions;

namespace Qa.Grains.Publication.Log;

/// <summary>
/// Publishes: version, log record and head in one transaction. Publications of the whole installation go one after the other,
/// as each record holds the hash of the one before it. What may be published is decided before; here only the head decides.
/// </summary>
public sealed class Publisher
{
    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly Func<PublicationStep, Task> _afterStep;

    public Publisher(Database database, TimeProvider time)
        : this(database, time, static _ => Task.CompletedTask)
    {
    }

    internal Publisher(Database database, TimeProvider time, Func<PublicationStep, Task> afterStep) =>
        (_database, _time, _afterStep) = (database, time, afterStep);

    /// <summary>
    /// Publishes, or says why not. After an exception the outcome is unknown; the same order again gives it, and is never
    /// published twice.
    /// </summary>
    public async Task<Answer<PublishedVersion>> PublishAsync(PublicationOrder order, CancellationToken cancellation = default)
    {
        var answer = await _database.WriteAsync(session => AppendAsync(session, order, goesOnline: false), cancellation);
        await _afterStep(PublicationStep.Committed);
        return answer;
    }

    /// <summary>Publishes several in one transaction and brings their sets online: all of them, or none when one is refused.</summary>
    /// <exception cref="PublicationRefusedException">One is refused.</exception>
    internal async Task<IReadOnlyList<PublishedVersion>> AppendColdAsync(DatabaseSession session, IEnumerable<PublicationOrder> orders)
    {
        var published = new List<PublishedVersion>();
        foreach (var order in orders)
        {
            var answer = await AppendAsync(session, order, goesOnline: true);
            published.Add(answer.Value ?? throw new PublicationRefusedException(answer.Refusal!));
        }

        return published;
    }

    private async Task<Answer<PublishedVersion>> AppendAsync(DatabaseSession session, PublicationOrder order, bool goesOnline)
    {
        await session.LockAsync(DatabaseLock.PublicationLog);
        await _afterStep(PublicationStep.LogLocked);
        if (await PublicationRows.OfDraftAsync(session, order.Draft) is { } before)
            return before;
        var now = _time.GetUtcNow();
        if (order.Base is null)
            await RuleSetRows.CreateAsync(session, order.RuleSet, isOnline: true, now);
        var head = await RuleSetRows.LockAsync(session, order.RuleSet);
        await _afterStep(PublicationStep.HeadRead);
        if (head is null)
            return Refusal.Of(RefusalKind.NotFound, $"there is no set '{order.RuleSet}'");
        if (head.Version != order.Base)
            return Refusal.Conflict(order.RuleSet, head.Version, order.Base);
        if (!head.IsOnline && !goesOnline)
            return Refusal.Of(RefusalKind.Offline, $"'{order.RuleSet}' is offline: bring it online, or stage a full tree");

        var version = (head.Version ?? 0) + 1;
        await VersionRows.AddAsync(session, order.RuleSet, version, NormTree.Schema, order.Tree, UtcTicks.Of(now));
        await _afterStep(PublicationStep.VersionWritten);
        var published = await WriteRecordAsync(session, order, version, now);
        await _afterStep(PublicationStep.RecordWritten);
        await RuleSetRows.SetHeadAsync(session, published);
        if (goesOnline)
            await RuleSetRows.SetStateAsync(session, order.RuleSet, isOnline: true, now);
        await _afterStep(PublicationStep.HeadMoved);
        await AuditRows.AddAsync(session, new(
            now, order.Actor, $"publish {PublicationRecordJson.NameOf(order.Mode)}", Invariant($"{order.RuleSet}@{version}"), order.Remark.Length == 0 ? order.Note : $"{order.Note} ({order.Remark})")
        {
            Before = head.Version is { } old ? Invariant($"{order.RuleSet}@{old}") : null, After = Invariant($"{order.RuleSet}@{version}, tree {order.Tree.TreeHash}"),
        });
        await _afterStep(PublicationStep.Audited);
        return published;
    }

    private static async Task<PublishedVersion> WriteRecordAsync(DatabaseSession session, PublicationOrder order, long version, DateTimeOffset now)
    {
        var last = await PublicationRows.LastAsync(session);
        var record = new PublicationRecord(
            order.RuleSet, checked((int)version), order.Tree.TreeHash, (int?)order.Parent, order.Mode, order.NormPath, order.Author, UtcTicks.ToText(now), order.Note, last?.RecordHash);
        var bytes = PublicationRecordJson.Write(record);
        var published = new PublishedVersion(
            order.RuleSet, version, order.Tree.TreeHash, (last?.Publication ?? 0) + 1, CanonicalJson.Hash(bytes), order.Mode, order.Standing, UtcTicks.ToTime(UtcTicks.Of(now)));
        await PublicationRows.AddAsync(session, published, bytes, JsonSerializer.Serialize(order.Approvals), order.Draft);
        return published;
    }
}
