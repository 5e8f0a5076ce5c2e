using System.Diagnostics;
using Qa.Benchmarks.Measuring;
using Qa.Benchmarks.Rules;

namespace Qa.Benchmarks.Grains;

/// <summary>
/// (7) From the return of a publication until every one of three silos uses it, and uses of an older version after the return:
/// the head row read when work begins, as the product does; beside grain observers that push, and a look once a second.
/// </summary>
internal static class VisibilityComparison
{
    private const string Name = "7 visibility";
    private const int Silos = 3;

    public static async Task RunAsync(Report report, bool quick)
    {
        report.Title($"(7) from a publication's return until each of {Silos} silos uses it, in ms");
        if (!BenchDatabase.HasPostgreSql)
        {
            report.Title("  no PostgreSQL here, and so no cluster");
            return;
        }

        await using var bench = await BenchDatabase.CreateAsync(isPostgreSql: true);
        var silos = new List<BenchSilo>();
        try
        {
            for (var silo = 0; silo < Silos; silo++)
                silos.Add(await BenchSilo.StartAsync(bench));
            await silos[0].PublishAsync(Tree(0));
            var pinned = await MeasureAsync(silos, quick ? 10 : 60, 1, static silo => new HeadSource.Pinned(silo));
            var observed = await MeasureAsync(silos, quick ? 10 : 60, 1_000, static silo => new HeadSource.Observed(silo));
            var polled = await MeasureAsync(silos, quick ? 4 : 15, 2_000, static silo => new HeadSource.Polled(silo));
            foreach (var (name, uses) in ((string, UseTally)[])[("head row read when work begins (ours)", pinned), ("grain observers", observed), ("a look once a second", polled)])
                report.Row(Name, name, ("p50", uses.Percentile(0.5)), ("p99", uses.Percentile(0.99)), ("stale uses", uses.Stale), ("of", uses.Count));
            report.Goal(Name, "no use of an older version after publishing has returned", $"{pinned.Stale} of {pinned.Count}", pinned.Stale == 0);
        }
        finally
        {
            foreach (var silo in silos)
                await silo.DisposeAsync();
        }
    }

    private static async Task<UseTally> MeasureAsync(List<BenchSilo> silos, int publications, int seed, Func<BenchSilo, HeadSource> sourceOf)
    {
        var sources = silos.Select(sourceOf).ToList();
        foreach (var source in sources)
            await source.StartAsync();
        var tally = new UseTally(Silos);
        using var stop = new CancellationTokenSource();
        var users = sources.Select((source, silo) => Task.Run(() => UseAsync(source, silo, tally, stop.Token))).ToArray();
        for (var number = 0; number < publications; number++)
        {
            var version = await silos[number % Silos].PublishAsync(Tree(seed + number));
            await sources[0].AnnounceAsync(version);
            await tally.PublishedAsync(version, Stopwatch.GetTimestamp());
        }

        await stop.CancelAsync();
        await Task.WhenAll(users);
        foreach (var source in sources)
            await source.DisposeAsync();
        return tally;
    }

    // Work that begins, again and again.
    private static async Task UseAsync(HeadSource source, int silo, UseTally tally, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var published = tally.Newest;
            tally.Used(silo, await source.ReadAsync(), published, Stopwatch.GetTimestamp());
            await Task.Delay(1, CancellationToken.None);
        }
    }

    private static string Tree(int number) => Workload.Tree(1, [FormattableString.Invariant($"词语{number}")], []);
}
