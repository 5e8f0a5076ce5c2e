using Qa.Grains.Publication.Versions;
using Qa.Grains.Storage;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;

namespace Qa.Grains.Replay;

/// <summary>
/// Scores a period's interactions by two versions and tells what differs, without evidence, which takes a fraction of the time.
/// While one page is scored by all cores the next one is read.
/// </summary>
/// <param name="candidate">The other version, compiled.</param>
internal sealed class ImpactRun(Database database, CompiledVersions versions, ReplayRequest request, CompiledTree candidate) : IReplayRun
{
    private readonly Lock _reporting = new();
    private readonly ImpactTally _tally = new();
    private long _done;

    public Task<long> CountAsync() => database.ReadAsync(session => ReplayRows.CountInteractionsAsync(session, request));

    public async Task RunAsync(CancellationToken cancellation)
    {
        var next = ReadAsync((-1, ""), cancellation);
        while (await next is { Count: > 0 } page)
        {
            next = ReadAsync((page[^1].StartedAt, page[^1].Id), cancellation);
            var baselines = new Dictionary<long, VersionComparison>();
            foreach (var version in page.Where(static one => one.Version is not null).Select(static one => one.Version!.Value).Distinct())
                baselines.Add(version, new(await versions.GetAsync(request.RuleSet!, version), candidate));
            Parallel.ForEach(
                page.Where(static one => one.Version is not null),
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation },
                static () => new ImpactTally(),
                (one, _, tally) =>
                {
                    Compare(one, baselines[one.Version!.Value], tally);
                    return tally;
                },
                tally =>
                {
                    lock (_reporting)
                        _tally.Add(tally);
                });
            Interlocked.Add(ref _done, page.Count);
        }
    }

    public ReplayFindings Report()
    {
        lock (_reporting)
            return new(Interlocked.Read(ref _done), null, _tally.Report());
    }

    private Task<IReadOnlyList<ComparedInteraction>> ReadAsync((long StartedAt, string Id) after, CancellationToken cancellation) =>
        Task.Run(() => database.ReadAsync(session => ReplayRows.ReadInteractionsAsync(session, request, after), cancellation), cancellation);

    private void Compare(ComparedInteraction one, VersionComparison versions, ImpactTally tally)
    {
        // With a baseline every interaction is asked, and only those that the set is for count.
        if (InteractionReader.Read(one.Content).Interaction is not { } interaction
            || (request.Baseline is not null && !versions.Before.Tree.AppliesTo.Admits(interaction)))
            return;
        versions.Compare(interaction, one.Agent, tally);
    }
}
