using System.Diagnostics;
using Qa.Benchmarks.Measuring;
using Qa.Grains.Hosting;
using Qa.Grains.Inspection.Intake;

namespace Qa.Benchmarks.Grains;

/// <summary>
/// (6) Interactions a second, end to end: sent in, stored with their work, claimed, scored, and completed, by one silo; beside one
/// grain state an interaction, which scores and stores the same with the same trees.
/// </summary>
internal static class ThroughputComparison
{
    private const string Name = "6 throughput";
    private const int Senders = 64;

    public static async Task RunAsync(Report report, bool quick)
    {
        report.Title("(6) interactions of 4 KB from being sent in to a stored scorecard by the set im, one silo");
        var interactions = new BenchInteractions();
        foreach (var (kind, isPostgreSql, least) in ((string, bool, double)[])[("SQLite", false, 8), ("PostgreSQL", true, 4)])
        {
            if (isPostgreSql && !BenchDatabase.HasPostgreSql)
            {
                report.Title($"  {kind}: none here");
                continue;
            }

            var ours = await OursAsync(isPostgreSql, interactions, quick ? 5_000 : 30_000);
            var rivals = await RivalAsync(isPostgreSql, interactions, quick ? 500 : 2_000);
            report.Row(Name, $"{kind}: task table, claimed in batches", ("interactions/s", ours));
            report.Row(Name, $"{kind}: one grain state an interaction", ("interactions/s", rivals));
            report.Goal(Name, $"{kind}: at least {least} times the rival", $"{ours / rivals:0.0} times", ours / rivals >= least);
        }
    }

    private static async Task<double> OursAsync(bool isPostgreSql, BenchInteractions interactions, int count)
    {
        await using var bench = await BenchDatabase.CreateAsync(isPostgreSql);
        await using var silo = await BenchSilo.StartAsync(bench);
        await silo.PublishImAsync();
        var intake = silo.Service<InteractionIntake>();
        await SendAsync(intake, interactions, 0, count / 10);
        await ScoredAsync(bench, count / 10);

        // Made beforehand: what is measured is the product, not the making of its input.
        var batches = interactions.Batches(count / 10, count).ToList();
        var watch = Stopwatch.StartNew();
        foreach (var batch in batches)
            await intake.SubmitAsync(batch);
        await ScoredAsync(bench, count + (count / 10));
        return count / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> RivalAsync(bool isPostgreSql, BenchInteractions interactions, int count)
    {
        await using var bench = await BenchDatabase.CreateAsync(isPostgreSql);
        await using var silo = await BenchSilo.StartAsync(bench, ProcessRole.Command);
        await silo.PublishImAsync();
        await ScoreAsync(silo, [.. interactions.Batches(0, count / 10).SelectMany(static batch => batch)]);
        var received = interactions.Batches(count / 10, count).SelectMany(static batch => batch).ToList();
        var watch = Stopwatch.StartNew();
        await ScoreAsync(silo, received);
        return count / watch.Elapsed.TotalSeconds;
    }

    private static Task ScoreAsync(BenchSilo silo, List<ReceivedInteraction> received) => Parallel.ForEachAsync(
        received, new ParallelOptions { MaxDegreeOfParallelism = Senders },
        async (one, _) =>
        {
            var grain = silo.Grains.GetGrain<IStatePerInteraction>(one.Interaction.Id);
            await grain.ReceiveAsync(one.Content);
            await grain.ScoreAsync();
        });

    internal static async Task SendAsync(InteractionIntake intake, BenchInteractions interactions, int first, int count)
    {
        foreach (var batch in interactions.Batches(first, count))
            await intake.SubmitAsync(batch);
    }

    internal static async Task ScoredAsync(BenchDatabase bench, long count)
    {
        // The running totals of the tasks, which cost nothing to read.
        while (await bench.Database.ReadAsync(static session => session.QuerySingleAsync<long>("SELECT coalesce(sum(scored), 0) FROM inspection_task")) < count)
            await Task.Delay(10);
    }
}
