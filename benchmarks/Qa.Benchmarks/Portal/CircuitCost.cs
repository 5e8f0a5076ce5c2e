using System.Diagnostics;
using System.Globalization;
using Qa.Benchmarks.Measuring;

namespace Qa.Benchmarks.Portal;

/// <summary>(12) What 100 people cost who have a page open: memory, and what the silo scores beside them.</summary>
internal static class CircuitCost
{
    private const string Name = "12 circuits";
    private const int Circuits = 100;
    private const int Stored = 20_000;
    private const int WarmUp = 5_000;

    // Long enough for the collector to have given back what opening the pages took.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookAtPage = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Report report, bool quick)
    {
        var sent = quick ? 5_000 : 30_000;
        report.Title($"(12) {Circuits} people with a page open, each going on every {LookAtPage.TotalSeconds} s, and {sent:#,0} interactions sent in beside them");
        await using var store = await PortalStore.CreateAsync(isPostgreSql: false, Stored);
        await (await PageSpeed.StartAsync(store, Stored)).DisposeAsync();

        // A process of its own: what filling took is not free memory in which pages would seem to cost nothing.
        var centre = await BigCentre.CreateAsync(Path.Combine(store.Folder, "samples"));
        await using var server = await PortalServer.StartAsync(store.Folder, store.Address, centre.Samples);
        using var machine = await server.MachineAsync();
        var count = await BigCentre.CountAsync(store.Database);

        using var person = await server.SignInAsync("manager");
        var pages = PortalPages.Of("manager");
        await using (var first = (await Circuit.OpenAsync(person, pages[1].Path, pages[1].Words)).Circuit)
            await Task.Delay(Settling);
        var (before, heapBefore) = (server.Memory, await server.LiveHeapAsync(machine));
        var circuits = new List<Circuit>();
        try
        {
            while (circuits.Count < Circuits)
                circuits.Add((await Circuit.OpenAsync(person, pages[1].Path, pages[1].Words)).Circuit);
            await Task.Delay(Settling);
            var perCircuit = (await server.LiveHeapAsync(machine) - heapBefore) / (double)Circuits / 1024 / 1024;
            var workingSet = (server.Memory - before) / (double)Circuits / 1024 / 1024;

            // What is compiled at first is nobody's cost.
            await RateAsync(centre, machine, store, count, WarmUp);
            var alone = await RateAsync(centre, machine, store, count + WarmUp, sent);
            using var stop = new CancellationTokenSource();
            var going = circuits.Select((circuit, number) => GoAroundAsync(circuit, pages, number, stop.Token)).ToList();
            var beside = await RateAsync(centre, machine, store, count + WarmUp + sent, sent);
            await stop.CancelAsync();
            var visits = (await Task.WhenAll(going)).Sum();

            report.Row(Name, "memory", ("MiB before", before / 1024.0 / 1024), ("live MiB before", heapBefore / 1024.0 / 1024), ("live MiB a circuit", perCircuit), ("MiB of the working set a circuit", workingSet));
            report.Row(Name, $"scored while {Circuits} people read", ("interactions/s", alone));
            report.Row(Name, $"scored while {Circuits} people go around", ("interactions/s", beside), ("share", beside / alone), ("pages", visits));
            report.Goal(Name, "at most 5 MiB a circuit", string.Create(CultureInfo.InvariantCulture, $"{perCircuit:0.0} MiB"), perCircuit <= 5);
            report.Goal(Name, "at least half of the scoring rate", string.Create(CultureInfo.InvariantCulture, $"{beside / alone:0.00}"), beside >= alone / 2);
        }
        finally
        {
            foreach (var circuit in circuits)
                await circuit.DisposeAsync();
        }
    }

    // From the first that is sent until the last is scored; searching comes after.
    private static async Task<double> RateAsync(BigCentre centre, PortalUser machine, PortalStore store, int stored, int sent)
    {
        var watch = Stopwatch.StartNew();
        await centre.SendAsync(machine, store.Database, stored + sent);
        await BigCentre.ScoredAsync(store.Database);
        var rate = sent / watch.Elapsed.TotalSeconds;
        await BigCentre.SearchedAsync(store.Database);
        return rate;
    }

    private static async Task<int> GoAroundAsync(Circuit circuit, IReadOnlyList<VisitedPage> pages, int number, CancellationToken stop)
    {
        var visits = 0;
        try
        {
            await Task.Delay(LookAtPage * (number / (double)Circuits), stop);
            for (var step = 2; ; step++)
            {
                var page = pages[step % pages.Count];
                await circuit.GoAsync(page.Path, page.Words);
                visits++;
                await Task.Delay(LookAtPage, stop);
            }
        }
        catch (OperationCanceledException)
        {
            return visits;
        }
    }
}
