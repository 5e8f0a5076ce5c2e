using System.Diagnostics;
using Qa.Benchmarks.Measuring;
using Qa.Benchmarks.Rules;
using Qa.Grains.Inspection.Intake;

namespace Qa.Benchmarks.Grains;

/// <summary>(9) A million interactions through one silo: what one costs when few and when many are stored, and the memory of the process.</summary>
internal static class StoreGrowth
{
    private const string Name = "9 growth";
    private const int Few = 10_000;
    private const double MostGrowth = 1.5;

    public static async Task RunAsync(Report report, bool quick)
    {
        var total = quick ? 50_000 : 1_000_000;
        report.Title($"(9) {total:#,0} interactions of 4 KB through one silo on SQLite");
        await using var bench = await BenchDatabase.CreateAsync(isPostgreSql: false);
        await using var silo = await BenchSilo.StartAsync(bench);
        await silo.PublishAsync(Workload.Tree(100, new Workload().Phrases(2_000), []));
        var (intake, interactions) = (silo.Service<InteractionIntake>(), new BenchInteractions());
        var (first, last, megabytes) = (0.0, 0.0, new List<double>());
        for (var stored = 0; stored < total; stored += Few)
        {
            var batches = interactions.Batches(stored, Few).ToList();
            var watch = Stopwatch.StartNew();
            foreach (var batch in batches)
                await intake.SubmitAsync(batch);
            await ThroughputComparison.ScoredAsync(bench, stored + Few);
            var microseconds = watch.Elapsed.TotalMicroseconds / Few;
            GC.Collect();
            megabytes.Add(GC.GetTotalMemory(forceFullCollection: true) / 1e6);
            (first, last) = (stored == Few ? microseconds : first, microseconds);
            if (stored % (total / 10) == 0 || stored == Few)
                report.Row(Name, $"after {stored + Few:#,0}", ("us an interaction", microseconds), ("MB managed", megabytes[^1]), ("MB of the process", Environment.WorkingSet / 1e6));
        }

        if (await bench.CountAsync("scorecard") != total)
            throw new InvalidOperationException("Not every interaction has its scorecard.");
        report.Goal(Name, $"an interaction costs at most {MostGrowth} times what it did at first", $"{last / first:0.00} times", last / first <= MostGrowth);
        report.Goal(Name, "managed memory is flat", $"{megabytes[1]:0} MB, at the end {megabytes[^1]:0} MB", megabytes[^1] <= (megabytes[1] * 1.5) + 20);
    }
}
