using System.Diagnostics;
using System.Globalization;
using Qa.Benchmarks.Grains;
using Qa.Benchmarks.Measuring;

namespace Qa.Benchmarks.Portal;

/// <summary>(11) Home pages, lists and search of a centre of 2,000 people over a million interactions, with 20 people at once.</summary>
internal static class PageSpeed
{
    private const string Name = "11 pages";
    private const double MostMilliseconds = 300;
    private const int Rounds = 4;

    // Who comes to a page looks at it before going on; a person takes longer.
    private static readonly (int Least, int Most) Pause = (500, 1_500);

    private static readonly (string Role, int Users)[] Roles = [("leader", 6), ("agent", 4), ("inspector", 4), ("supervisor", 3), ("manager", 3)];

    public static async Task RunAsync(Report report, bool quick, string? onlyOn)
    {
        var count = quick ? 20_000 : 1_000_000;
        report.Title($"(11) pages over {count:#,0} interactions and 2,000 people, {Roles.Sum(static role => role.Users)} people at once, each going on a second after a page is there");
        foreach (var (kind, isPostgreSql) in ((string, bool)[])[("SQLite", false), ("PostgreSQL", true)])
        {
            if ((isPostgreSql && !BenchDatabase.HasPostgreSql) || (onlyOn is not null && !kind.Equals(onlyOn, StringComparison.OrdinalIgnoreCase)))
                continue;
            await using var store = await PortalStore.CreateAsync(isPostgreSql, count);
            await using var server = await StartAsync(store, count);
            await VisitAsync(server, 1);
            var visits = await VisitAsync(server, Rounds);
            foreach (var page in visits.GroupBy(static visit => visit.Page, StringComparer.Ordinal).OrderBy(static page => page.Key, StringComparer.Ordinal))
                report.Row(Name, $"{kind}: {page.Key}", ("visits", page.Count()), ("median ms", Percentile(page, 0.5)), ("p95 ms", Percentile(page, 0.95)), ("most ms", Percentile(page, 1)));
            report.Goal(
                Name, $"{kind}: 95 of 100 pages within {MostMilliseconds} ms", string.Create(CultureInfo.InvariantCulture, $"{Percentile(visits, 0.95):0} ms"), Percentile(visits, 0.95) < MostMilliseconds);
        }
    }

    /// <summary>A server of a big centre with so many interactions, each scored and ready to be searched.</summary>
    public static async Task<PortalServer> StartAsync(PortalStore store, int interactions)
    {
        var centre = await BigCentre.CreateAsync(Path.Combine(store.Folder, "samples"));
        var server = await PortalServer.StartAsync(store.Folder, store.Address, centre.Samples);
        try
        {
            await server.PublishAsync();
            using var machine = await server.MachineAsync();
            (await server.SignInAsync("auditor")).Dispose(); // once there are accounts, the people are there too
            var watch = Stopwatch.StartNew();
            await centre.SendAsync(machine, store.Database, interactions);
            await BigCentre.ScoredAsync(store.Database);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  sent in and scored after {watch.Elapsed.TotalSeconds:0} s"));
            await BigCentre.SearchedAsync(store.Database);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  searchable after {watch.Elapsed.TotalSeconds:0} s"));
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static async Task<List<Visit>> VisitAsync(PortalServer server, int rounds)
    {
        var visits = await Task.WhenAll(Roles.SelectMany(static role => Enumerable.Range(0, role.Users).Select(user => (role.Role, User: user)))
            .Select(each => VisitAsync(server, each.Role, each.User, rounds)));
        return [.. visits.SelectMany(static each => each)];
    }

    private static async Task<List<Visit>> VisitAsync(PortalServer server, string role, int user, int rounds)
    {
        using var person = await server.SignInAsync(role);
        var random = new Random(user);
        var pages = PortalPages.Of(role);
        var visits = new List<Visit>();
        await Task.Delay(random.Next(Pause.Most));
        var (circuit, took) = await Circuit.OpenAsync(person, pages[0].Path, pages[0].Words);
        await using var opened = circuit;
        visits.Add(new($"{pages[0].Name}, opened ({role})", took.TotalMilliseconds));
        for (var round = 0; round < rounds; round++)
        {
            // Each begins elsewhere, and ends where it began.
            for (var step = 1; step <= pages.Count; step++)
            {
                var page = pages[step % pages.Count];
                await Task.Delay(random.Next(Pause.Least, Pause.Most));
                visits.Add(new($"{page.Name} ({role})", (await circuit.GoAsync(page.Path, page.Words)).TotalMilliseconds));
            }

            foreach (var query in PortalPages.Searches)
            {
                await Task.Delay(random.Next(Pause.Least, Pause.Most));
                var watch = Stopwatch.StartNew();
                (await person.Http.GetAsync($"/api/v1/search?q={Uri.EscapeDataString(query)}")).EnsureSuccessStatusCode();
                visits.Add(new($"search {query} ({role})", watch.Elapsed.TotalMilliseconds));
            }
        }

        return visits;
    }

    private static double Percentile(IEnumerable<Visit> visits, double share)
    {
        var sorted = visits.Select(static visit => visit.Milliseconds).Order().ToList();
        return sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * share) - 1)];
    }

    private sealed record Visit(string Page, double Milliseconds);
}
