using System.Diagnostics;
using Qa.Benchmarks.Measuring;
using Qa.Benchmarks.Rules;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Replay;

namespace Qa.Benchmarks.Grains;

/// <summary>(8) What another version would have changed in 100,000 stored interactions, and computing as many scorecards again.</summary>
internal static class ImpactMeasurement
{
    private const string Name = "8 impact";
    private const double MostSeconds = 60;

    public static async Task RunAsync(Report report, bool quick)
    {
        var count = quick ? 10_000 : 100_000;
        report.Title($"(8) impact and replay of {count:#,0} stored interactions of 4 KB");
        foreach (var (kind, isPostgreSql) in ((string, bool)[])[("SQLite", false), ("PostgreSQL", true)])
        {
            if (isPostgreSql && !BenchDatabase.HasPostgreSql)
                continue;
            await using var bench = await BenchDatabase.CreateAsync(isPostgreSql);
            await using var silo = await BenchSilo.StartAsync(bench);
            var phrases = new Workload().Phrases(2_001);
            await silo.PublishAsync(Workload.Tree(100, phrases[..2_000], []));
            await ThroughputComparison.SendAsync(silo.Service<InteractionIntake>(), new(), 0, count);
            await ThroughputComparison.ScoredAsync(bench, count);
            await silo.PublishAsync(Workload.Tree(100, phrases[1..], []));

            var impact = await SecondsAsync(silo, new(BenchSilo.Set, null, null, null, null, 2, null), count);
            var replay = await SecondsAsync(silo, new(null, null, null, null, null, null, null), count);
            report.Row(Name, $"{kind}: impact of another version", ("s", impact), ("interactions/s", count / impact));
            report.Row(Name, $"{kind}: replay to the byte", ("s", replay), ("scorecards/s", count / replay));
            report.Goal(Name, $"{kind}: impact of 100,000 under {MostSeconds} s", $"{impact * 100_000 / count:0.0} s", impact * 100_000 / count < MostSeconds);
        }
    }

    private static async Task<double> SecondsAsync(BenchSilo silo, ReplayRequest request, long count)
    {
        var grain = silo.Grains.GetGrain<IReplayGrain>(Guid.NewGuid());
        var watch = Stopwatch.StartNew();
        await grain.StartAsync(request, "bench");
        ReplayProgress progress;
        while ((progress = (await grain.GetAsync()).Value!).State == ReplayState.Running)
            await Task.Delay(20);
        if (progress.State != ReplayState.Finished || (progress.Impact?.Count ?? progress.Sameness!.Identical) != count)
            throw new InvalidOperationException($"The replay came to {progress.State} with {progress.Done} of {count}: {progress.Failure}");
        return watch.Elapsed.TotalSeconds;
    }
}
