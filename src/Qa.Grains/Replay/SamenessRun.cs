using Qa.Grains.Publication.Versions;
using Qa.Grains.Storage;

namespace Qa.Grains.Replay;

/// <summary>Computes stored scorecards again from the stored interaction and version, and compares the bytes.</summary>
internal sealed class SamenessRun(Database database, CompiledVersions versions, ReplayRequest request) : IReplayRun
{
    private readonly Lock _reporting = new();
    private readonly List<ReplayFinding> _findings = [];
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
            return new(_count, new(_count, _identical, [.. _findings], _erased), null);
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
        }
    }
}
