using Qa.Grains.Publication.Versions;
using Qa.Grains.Storage;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;

namespace Qa.Grains.Replay;

/// <summary>
/// Scores a period's interactions by two versions and tells what differs, without evidence, which takes a fraction of the time.
/// While one page is scored by all cores the next one is read.
/// </summary>
/// <param name="candidate">The other version, or a draft, compiled.</param>
/// <param name="baseline">The version that it is compared with; null for what scored each last.</param>
internal sealed class ImpactRun(Database database, CompiledVersions versions, ReplayRequest request, CompiledTree candidate, CompiledTree? baseline) : IReplayRun
{
    private readonly Lock _reporting = new();
    private readonly ImpactTally _tally = new();
    private readonly ImpactReader _reader = new(database, request, baseline?.Tree.AppliesTo);
    private long _done;
    private long _newlyFit;

    public Task<long> CountAsync() => _reader.CountAsync();

    public async Task RunAsync(CancellationToken cancellation)
    {
        Interlocked.Exchange(ref _newlyFit, await _reader.CountNewlyFitAsync(candidate.Tree.AppliesTo, cancellation));
        var next = ReadAsync(cancellation);
        while (await next is { Count: > 0 } page)
        {
            next = ReadAsync(cancellation);
            var scored = page.Where(static one => one.Version is not null).ToList();
            var baselines = new Dictionary<long, VersionComparison>();
            foreach (var version in scored.Select(static one => one.Version!.Value).Distinct())
                baselines.Add(version, new(baseline ?? await versions.GetAsync(request.RuleSet!, version), candidate));
            Parallel.ForEach(
                scored,
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
            return new(Interlocked.Read(ref _done), null, _tally.Report(Interlocked.Read(ref _newlyFit)));
    }

    private Task<IReadOnlyList<ComparedInteraction>> ReadAsync(CancellationToken cancellation) => Task.Run(() => _reader.NextAsync(cancellation), cancellation);

    private void Compare(ComparedInteraction one, VersionComparison versions, ImpactTally tally)
    {
        if (InteractionReader.Read(one.Content).Interaction is not { } interaction)
            return;

        // With a baseline those that it is for are read; of what once was scored nobody asks whether it would be today.
        if (baseline is not null && !candidate.Tree.AppliesTo.Admits(interaction))
            tally.NoLongerFits();
        else
            versions.Compare(interaction, one, tally);
    }
}
