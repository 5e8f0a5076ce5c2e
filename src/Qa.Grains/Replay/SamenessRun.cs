using Qa.Grains.Publication.Versions;
using Qa.Grains.Storage;

namespace Qa.Grains.Replay;

/// <summary>Computes stored scorecards again from the stored interaction and version, and compares the bytes.</summary>
internal sealed class SamenessRun(Database database, CompiledVersions versions, ReplayRequest request) : IReplayRun
{
    private readonly Lock _reporting = new();
    private readonly List<ReplayFinding> _findings = [];
    private readonly List<ReplayedCard> _cards = [];
    private readonly Dictionary<(string RuleSet, long Version), VersionSameness> _versions = [];
    private long _count;
    private long _identical;
    private long _erased;

    public Task<long> CountAsync() => database.ReadAsync(session => ReplayRows.CountScorecardsAsync(session, request));

    public async Task RunAsync(CancellationToken cancellation)
    {
        var place = (Task: 0L, Item: 0L);
        while (await ReadAsync(place, cancellation) is { Count: > 0 } page)
        {
            place = (page[^1].Task, page[^1].Item);
            var trees = new Dictionary<(string, long), ReplayedVersion>();
            foreach (var version in page.Select(static row => (row.RuleSet, row.Version)).Distinct())
                trees.Add(version, await TreeAsync(version.RuleSet, version.Version));
            Parallel.ForEach(
                page, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation },
                row => Take(row, ScorecardReplay.Compare(row, trees[(row.RuleSet, row.Version)])));
        }
    }

    public ReplayFindings Report()
    {
        lock (_reporting)
        {
            var report = new SamenessReport(_count, _identical, [.. _findings], _erased)
            {
                Cards = [.. _cards.OrderBy(static card => card.Task).ThenBy(static card => card.Item)],
                Versions = [.. _versions.Values.OrderBy(static version => version.RuleSet, StringComparer.Ordinal).ThenBy(static version => version.Version)],
            };
            return new(_count, report, null);
        }
    }

    private Task<IReadOnlyList<ReplayedScorecard>> ReadAsync((long Task, long Item) after, CancellationToken cancellation) =>
        database.ReadAsync(session => ReplayRows.ReadScorecardsAsync(session, request, after), cancellation);

    // A version that is missing or altered is a finding of each of its scorecards, not the end of the replay.
    private async Task<ReplayedVersion> TreeAsync(string ruleSet, long version)
    {
        try
        {
            return new(await versions.GetAsync(ruleSet, version), null);
        }
        catch (InvalidOperationException exception)
        {
            return new(null, exception.Message);
        }
    }

    private void Take(ReplayedScorecard row, ReplayVerdict verdict)
    {
        lock (_reporting)
        {
            _count++;
            if (verdict.IsIdentical)
                _identical++;
            else if (verdict.IsErased)
                _erased++;
            else if (_findings.Count < SamenessReport.MaximumFindings)
                _findings.Add(new(row.Interaction, row.Revision, new VersionKey(row.RuleSet, row.Version).ToString(), verdict.Reason!));
            if (request.Interaction is not null && _cards.Count < SamenessReport.MaximumCards)
                _cards.Add(CardOf(row, verdict));
            CountVersion(row, verdict);
        }
    }

    private void CountVersion(ReplayedScorecard row, ReplayVerdict verdict)
    {
        if (!_versions.TryGetValue((row.RuleSet, row.Version), out var sums))
        {
            if (_versions.Count == SamenessReport.MaximumVersions)
                return;
            sums = new(row.RuleSet, row.Version, row.TreeHash, 0, 0, 0);
        }

        _versions[(row.RuleSet, row.Version)] = sums with
        {
            TreeHash = string.CompareOrdinal(row.TreeHash, sums.TreeHash) < 0 ? row.TreeHash : sums.TreeHash,
            Count = sums.Count + 1, Identical = sums.Identical + (verdict.IsIdentical ? 1 : 0), Erased = sums.Erased + (verdict.IsErased ? 1 : 0),
        };
    }

    private static ReplayedCard CardOf(ReplayedScorecard row, ReplayVerdict verdict) => new(
        row.Task, row.Item, row.Interaction, row.Revision, row.RuleSet, row.Version, UtcTicks.ToTime(row.ScoredAt), row.SchemaName, row.TreeHash, row.InteractionHash,
        row.PublicationHash, row.Hash, verdict.Hash, verdict.Kind, verdict.Reason);
}
