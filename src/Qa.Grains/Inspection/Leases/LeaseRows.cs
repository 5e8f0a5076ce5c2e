using Qa.Grains.Publication.Log;
using Qa.Grains.Storage;

namespace Qa.Grains.Inspection.Leases;

/// <summary>The leases of tasks as rows, none ever changed: the newest is the one in force.</summary>
internal static class LeaseRows
{
    /// <summary>The lease that a task holds now; a new one is taken where it has started without, or its last one has ended.</summary>
    /// <param name="head">Of the task's set, with a version, as this transaction reads it.</param>
    public static async Task<VersionLease> TakeAsync(DatabaseSession session, long task, RuleSetHead head, DateTimeOffset now)
    {
        while (true)
        {
            var current = await NewestAsync(session, task);
            var wholeSetSince = current is not null && now >= current.EndsAt && await IsWholeSetSinceAsync(session, head, current.Publication);
            var lease = LeaseRules.At(current, head, wholeSetSince, now);

            // INVARIANT: of two that renew at once, one row stays; the other takes the lease of the first.
            if (ReferenceEquals(lease, current) || await AddAsync(session, task, lease))
                return lease;
        }
    }

    public static async Task<IReadOnlyList<VersionLease>> ReadAllAsync(DatabaseSession session, long task) =>
        [.. (await session.QueryAsync<Row>($"{Select} WHERE task_id = @task ORDER BY number", new { task })).Select(static row => row.ToLease())];

    public static async Task<VersionLease?> NewestAsync(DatabaseSession session, long task) =>
        (await session.QuerySingleAsync<Row>($"{Select} WHERE task_id = @task ORDER BY number DESC LIMIT 1", new { task }))?.ToLease();

    public static string NameOf(LeaseReason reason) => reason switch
    {
        LeaseReason.Start => "start",
        LeaseReason.Renewal => "renewal",
        LeaseReason.Publication => "publication",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    public static bool IsReason(string name) => name is "start" or "renewal" or "publication";

    /// <exception cref="FormatException">There is no such reason.</exception>
    public static LeaseReason ReasonOf(string name) => name switch
    {
        "start" => LeaseReason.Start,
        "renewal" => LeaseReason.Renewal,
        "publication" => LeaseReason.Publication,
        _ => throw new FormatException($"The reason of a lease '{name}'."),
    };

    private const string Select =
        "SELECT number AS Number, version AS Version, publication AS Publication, starts_at AS StartsAt, ends_at AS EndsAt, reason AS Reason FROM version_lease";

    // Up to the head that this transaction has read: what is published while it runs is for the next lease to see, whole.
    private static async Task<bool> IsWholeSetSinceAsync(DatabaseSession session, RuleSetHead head, long publication) => await session.QuerySingleAsync<long>(
        "SELECT count(*) FROM publication WHERE rule_set = @RuleSet AND number > @publication AND number <= @upTo AND mode IN ('hot-set', 'rollback')",
        new { head.RuleSet, publication, upTo = head.Publication }) > 0;

    /// <returns>False when a lease of its number is there already.</returns>
    public static async Task<bool> AddAsync(DatabaseSession session, long task, VersionLease lease) => await session.ExecuteAsync(
        """
        INSERT INTO version_lease (task_id, number, version, publication, starts_at, ends_at, reason)
        VALUES (@task, @Number, @Version, @Publication, @startsAt, @endsAt, @reason) ON CONFLICT (task_id, number) DO NOTHING
        """,
        new
        {
            task, lease.Number, lease.Version, lease.Publication, startsAt = UtcTicks.Of(lease.StartsAt), endsAt = UtcTicks.Of(lease.EndsAt), reason = NameOf(lease.Reason),
        }) == 1;

    private sealed class Row
    {
        public long Number { get; init; }

        public long Version { get; init; }

        public long Publication { get; init; }

        public long StartsAt { get; init; }

        public long EndsAt { get; init; }

        public string Reason { get; init; } = "";

        public VersionLease ToLease() => new(
            Number, Version, Publication, UtcTicks.ToTime(StartsAt), UtcTicks.ToTime(EndsAt), ReasonOf(Reason));
    }
}
