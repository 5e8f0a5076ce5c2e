using System.Diagnostics;
using System.Net.Http.Json;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Publication.Verification;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Inspection;
using Qa.Grains.Tests.Publication;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Tests;
using Qa.Rules.Versions;
using Xunit.Abstractions;

namespace Qa.Grains.Tests.Faults;

/// <summary>Two processes on one PostgreSQL: one of them is killed, or the database is, in the middle of the work.</summary>
public class KilledProcessTests(ITestOutputHelper output)
{
    [SkippableFact]
    public Task Kill_OneOfTwoProcesses_EveryItemIsScoredOnce() => KillProcessAsync(6_000);

    [SkippableFact]
    [Trait("Category", "Long")]
    [Trait("Part", "faults")]
    public Task Kill_OneOfTwoProcessesInTheMiddleOf20000Items_EveryItemIsScoredOnce() => KillProcessAsync(20_000);

    [SkippableFact]
    [Trait("Category", "Long")]
    [Trait("Part", "faults")]
    public async Task Kill_TheDatabaseInTheMiddleOf20000Items_EveryItemIsScoredOnce()
    {
        await using var server = await PrivatePostgreSql.StartAsync();
        Skip.If(server is null, "There is no PostgreSQL on this machine.");
        using var folder = new TemporaryFolder();
        await using var database = DatabaseAddress.Open(server.Address);
        await database.UpgradeSchemaAsync();
        await using var first = await ServedProcess.StartAsync(folder, "first", server.Address);
        await using var second = await ServedProcess.StartAsync(folder, "second", server.Address);
        await PrepareAsync(database, first.Client, 20_000);
        await CountUntilAsync(database, 5_000);

        await server.KillAsync();
        var watch = Stopwatch.StartNew();
        await server.StartAgainAsync();
        var restarted = watch.Elapsed;
        await CountUntilAsync(database, 20_000);

        output.WriteLine($"The database was killed with 5,000 or more of 20,000 items scored: back after {restarted.TotalSeconds:F1} s, all items scored after {watch.Elapsed.TotalSeconds:F1} s.");
        await ShouldHoldAsync(database, 20_000);
    }

    private async Task KillProcessAsync(int items)
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        using var folder = new TemporaryFolder();
        await using var first = await ServedProcess.StartAsync(folder, "first", test.Address);
        await using var second = await ServedProcess.StartAsync(folder, "second", test.Address);
        await PrepareAsync(test.Database, first.Client, items);
        await CountUntilAsync(test.Database, items / 4);

        await KillInTheMiddleAsync(test.Database, second.Process);
        var watch = Stopwatch.StartNew();
        await CountUntilAsync(test.Database, items);

        output.WriteLine($"One of two processes was killed with {items / 4} or more of {items} items scored: all items scored after {watch.Elapsed.TotalSeconds:F1} s (a claim lasts 30 s).");
        await ShouldHoldAsync(test.Database, items);
        (await first.Client.PostAsync("/api/v1/rule-sets/voice/offline", null)).EnsureSuccessStatusCode();
    }

    // At a moment when it holds items: it is made to stand still, and killed when claims of before are still there a little later.
    private static async Task KillInTheMiddleAsync(Database database, QaProcess process)
    {
        const string owners = "SELECT DISTINCT owner FROM task_item WHERE state = 1";
        while (true)
        {
            await process.SignalAsync("STOP");
            var before = await database.ReadAsync(session => session.QueryAsync<string>(owners));
            await Task.Delay(TimeSpan.FromSeconds(0.7));
            var held = (await database.ReadAsync(session => session.QueryAsync<string>(owners))).Intersect(before);
            if (held.Any())
                break;
            await process.SignalAsync("CONT");
            (await CountAsync(database, "task_item WHERE state < 2")).Should().BePositive("it is to be killed in the middle");
        }

        await process.KillAsync();
    }

    private static async Task PrepareAsync(Database database, HttpClient client, int items)
    {
        await TestPublications.PublishAsync(database, PublicationMode.HotSet);
        foreach (var chunk in TestInteractions.Many(items).Chunk(1_000))
            await database.WriteAsync(session => InteractionRows.AddAsync(session, chunk, DateTimeOffset.UtcNow));
        (await client.PostAsJsonAsync("/api/v1/tasks", new { ruleSet = TestTrees.Set, title = "all", selection = new { } })).EnsureSuccessStatusCode();
    }

    private static async Task ShouldHoldAsync(Database database, int items)
    {
        await Eventually.Async(async () => await CountAsync(database, "inspection_task WHERE state = 'finished'") == 1);
        (await CountAsync(database, $"inspection_task WHERE total = {items} AND scored = {items} AND set_aside = 0")).Should().Be(1);
        (await CountAsync(database, "scorecard")).Should().Be(items);
        (await CountAsync(database, "(SELECT DISTINCT interaction_id FROM scorecard) AS d")).Should().Be(items);
        (await HeldVersions.FaultsAsync(database, new Dictionary<long, DateTimeOffset>())).Should().BeEmpty();
        (await new ChainAudit(database).RunAsync()).Findings.Should().BeEmpty();
    }

    private static async Task CountUntilAsync(Database database, long count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (true)
        {
            try
            {
                if (await CountAsync(database, "scorecard") >= count)
                    return;
            }
            catch (Exception exception) when (exception is System.Data.Common.DbException or TimeoutException)
            {
                // The database is away for a moment.
            }

            await Task.Delay(50, limit.Token);
        }
    }

    private static Task<long> CountAsync(Database database, string from) =>
        database.ReadAsync(session => session.QuerySingleAsync<long>($"SELECT count(*) FROM {from}"));
}
