using Qa.Grains.Storage;

namespace Qa.Grains.Tests.Faults;

/// <summary>
/// Holds every stored scorecard against norm-tree.md §6, from rows and times alone: which version its task held when its
/// scoring began, whether that lease came about rightly, and that each item has one scorecard.
/// </summary>
internal static class HeldVersions
{
    /// <param name="returned">When publishing returned, by log number; on the clock that the silos have.</param>
    /// <returns>What is wrong, each in a sentence.</returns>
    public static async Task<IReadOnlyList<string>> FaultsAsync(Database database, IReadOnlyDictionary<long, DateTimeOffset> returned)
    {
        var faults = new List<string>();
        var log = await database.ReadAsync(session => session.QueryAsync<LogRow>("SELECT number AS Number, version AS Version, mode AS Mode, hash AS Hash FROM publication ORDER BY number"));
        var leases = await database.ReadAsync(session => session.QueryAsync<LeaseRow>(
            "SELECT task_id AS Task, number AS Number, version AS Version, publication AS Publication, starts_at AS StartsAt, ends_at AS EndsAt, reason AS Reason FROM version_lease ORDER BY task_id, number"));
        foreach (var task in leases.GroupBy(static lease => lease.Task))
            CheckLeases([.. task], log, returned, faults);
        var byNumber = leases.ToDictionary(static lease => (lease.Task, lease.Number));
        var hashes = log.ToDictionary(static entry => entry.Version, static entry => entry.Hash);
        var cards = await database.ReadAsync(session => session.QueryAsync<CardRow>(
            "SELECT task_id AS Task, item_id AS Item, version AS Version, lease AS Lease, scored_at AS ScoredAt, publication_hash AS PublicationHash FROM scorecard"));
        foreach (var card in cards)
        {
            if (!byNumber.TryGetValue((card.Task, card.Lease), out var lease))
                faults.Add($"task {card.Task} item {card.Item}: its lease {card.Lease} is not there");
            else if (card.Version != lease.Version || card.PublicationHash != hashes[lease.Version])
                faults.Add($"task {card.Task} item {card.Item}: scored by version {card.Version}, its lease {card.Lease} is of version {lease.Version}");
            else if (card.ScoredAt < lease.StartsAt || card.ScoredAt >= lease.EndsAt)
                faults.Add($"task {card.Task} item {card.Item}: scored outside of its lease {card.Lease}");
        }

        return faults;
    }

    private static void CheckLeases(IReadOnlyList<LeaseRow> leases, IReadOnlyList<LogRow> log, IReadOnlyDictionary<long, DateTimeOffset> returned, List<string> faults)
    {
        LeaseRow? before = null;
        foreach (var lease in leases)
        {
            var name = $"task {lease.Task} lease {lease.Number}";
            var visible = returned.Where(one => UtcTicks.Of(one.Value) < lease.StartsAt).Select(static one => one.Key).DefaultIfEmpty(0).Max();
            var isWholeSince = (long first, long last) => log.Any(entry => entry.Number > first && entry.Number <= last && (entry.Mode == "hot-set" || entry.Mode == "rollback"));
            if (lease.Number != (before?.Number ?? 0) + 1)
                faults.Add($"{name}: expected lease {(before?.Number ?? 0) + 1}");
            if (log.Single(entry => entry.Number == lease.Publication).Version != lease.Version)
                faults.Add($"{name}: its publication {lease.Publication} is not of version {lease.Version}");
            if (before is not null && lease.StartsAt < before.EndsAt)
                faults.Add($"{name}: begins before the one before it has ended");
            switch (lease.Reason)
            {
                case "start" or "publication" when lease.Publication < visible:
                    faults.Add($"{name}: stale: took publication {lease.Publication} when publishing {visible} had returned");
                    break;
                case "start" when before is not null:
                case "renewal" or "publication" when before is null:
                    faults.Add($"{name}: cannot be a {lease.Reason}");
                    break;
                case "renewal" when lease.Publication != before!.Publication || isWholeSince(before.Publication, visible):
                    faults.Add($"{name}: stale: renewed publication {before.Publication} when a whole set up to {visible} had been published");
                    break;
                case "publication" when !isWholeSince(before!.Publication, lease.Publication):
                    faults.Add($"{name}: took publication {lease.Publication} although no whole set came after {before.Publication}");
                    break;
            }

            before = lease;
        }
    }

    private sealed class LogRow
    {
        public long Number { get; init; }

        public long Version { get; init; }

        public string Mode { get; init; } = "";

        public string Hash { get; init; } = "";
    }

    private sealed class LeaseRow
    {
        public long Task { get; init; }

        public long Number { get; init; }

        public long Version { get; init; }

        public long Publication { get; init; }

        public long StartsAt { get; init; }

        public long EndsAt { get; init; }

        public string Reason { get; init; } = "";
    }

    private sealed class CardRow
    {
        public long Task { get; init; }

        public long Item { get; init; }

        public long Version { get; init; }

        public long Lease { get; init; }

        public long ScoredAt { get; init; }

        public string PublicationHash { get; init; } = "";
    }
}
