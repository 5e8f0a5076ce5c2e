using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Inspection.Tasks;
using Qa.Grains.Publication.Log;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Publication.Verification;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Replay;
using Qa.Grains.Tests.Hosting;
using Qa.Grains.Tests.Inspection;
using Qa.Grains.Tests.Publication;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Tests;
using Qa.Rules.Versions;
using Xunit.Abstractions;

namespace Qa.Grains.Tests.Faults;

/// <summary>Tasks on a cluster while one publication follows the other: every item is scored once, by the version that its task held.</summary>
public class ClusterRaceTests(ITestOutputHelper output)
{
    private const int Items = 10_000;
    private const int Tasks = 4;
    private const int Publications = 100;

    [SkippableFact]
    public async Task Publish_RacingTasksOnThreeSilosOfAProcess_EveryItemIsScoredOnceByTheVersionItsTaskHeld()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var first = await TestSilo.StartAsync(test);
        await using var second = await TestSilo.StartAsync(test);
        await using var third = await TestSilo.StartAsync(test);
        TestSilo[] silos = [first, second, third];

        await RaceAsync(
            test,
            async (turn, source) =>
            {
                var set = silos[turn % 3].RuleSet(TestTrees.Set);
                var draft = (await set.ProposeAsync(new(source, "a", "", null))).Value!;
                return (await set.PublishAsEmergencyAsync(draft.Id, "a", "race")).Value!.Publication;
            },
            async (turn, ids) => (await silos[turn % 3].Service<InspectionTasks>().CreateAsync(new(TestTrees.Set, "", "a", null, [.. ids]))).Succeeded.Should().BeTrue());
    }

    [SkippableFact]
    public async Task Publish_RacingTasksOnTwoProcesses_EveryItemIsScoredOnceByTheVersionItsTaskHeld()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        using var folder = new TemporaryFolder();
        await using var first = await ServedProcess.StartAsync(folder, "first", test.Address);
        await using var second = await ServedProcess.StartAsync(folder, "second", test.Address);
        ServedProcess[] processes = [first, second];

        await RaceAsync(
            test,
            async (turn, source) =>
            {
                var response = await processes[turn % 2].Client.PostAsJsonAsync($"/api/v1/rule-sets/{TestTrees.Set}/publications", RequestOf(source));
                var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
                response.IsSuccessStatusCode.Should().BeTrue("{0}", answer);
                return answer.GetProperty("publication").GetInt64();
            },
            async (turn, ids) => (await processes[turn % 2].Client.PostAsJsonAsync("/api/v1/tasks", new { ruleSet = TestTrees.Set, interactions = ids })).EnsureSuccessStatusCode());
    }

    private async Task RaceAsync(TestDatabase test, Func<int, TreeSource, Task<long>> publish, Func<int, string[], Task> createTask)
    {
        var returned = new ConcurrentDictionary<long, DateTimeOffset>();
        await TestPublications.PublishAsync(test.Database, PublicationMode.HotSet);
        await test.Database.WriteAsync(session => RuleSetRows.SetLeaseAsync(session, TestTrees.Set, 1));
        var text = string.Concat(Enumerable.Repeat("您好，不知道。", 300));
        var received = Enumerable.Range(0, Items).Select(number => TestInteractions.Received($"i-{number:D6}", text)).ToList();
        foreach (var chunk in received.Chunk(1_000))
            await test.Database.WriteAsync(session => InteractionRows.AddAsync(session, chunk, DateTimeOffset.UtcNow));

        // A few large tasks begin together early on, and go on over several leases while one publication follows the other.
        var random = new Random(20261126);
        var batches = new Queue<string[]>(received.Select(static one => one.Interaction.Id).Chunk(Items / Tasks));
        for (var turn = 1; turn <= Publications; turn++)
        {
            var publishing = publish(turn, SourceOf(random, turn));
            if (turn % 5 == 0 && batches.TryDequeue(out var ids))
                await createTask(turn, ids);
            returned[await publishing] = DateTimeOffset.UtcNow;
        }

        await Eventually.Async(async () => await CountAsync(test, "inspection_task WHERE state = 'finished'") == Tasks);
        await ShouldHoldAsync(test, returned);
        output.WriteLine($"{Items} items of {Tasks} tasks, {Publications} publications, {await CountAsync(test, "version_lease")} leases, {await CountAsync(test, "(SELECT DISTINCT version FROM scorecard) AS v")} versions used");
    }

    private static async Task ShouldHoldAsync(TestDatabase test, IReadOnlyDictionary<long, DateTimeOffset> returned)
    {
        (await CountAsync(test, "scorecard")).Should().Be(Items, "none is lost and none twice");
        (await CountAsync(test, "(SELECT DISTINCT task_id, item_id, interaction_id FROM scorecard) AS d")).Should().Be(Items);
        (await CountAsync(test, "version_lease")).Should().BeGreaterThan(Tasks, "it is a race only where leases end within it");
        (await HeldVersions.FaultsAsync(test.Database, returned)).Should().BeEmpty();
        (await new ChainAudit(test.Database).RunAsync()).Should().BeEquivalentTo(new { Count = Publications + 1, Holds = true });
        using var versions = new CompiledVersions(test.Database);
        var replay = new SamenessRun(test.Database, versions, new());
        await replay.RunAsync(CancellationToken.None);
        replay.Report().Sameness.Should().BeEquivalentTo(new { Count = (long)Items, Identical = (long)Items, Erased = 0L, Findings = Array.Empty<ReplayFinding>() });
    }

    private static TreeSource SourceOf(Random random, int turn) => random.Next(3) switch
    {
        0 => TestTrees.Document($"词{turn}"),
        1 => TestTrees.Greeting($"您好{turn}"),
        _ => new TreeSource.Earlier(random.Next(1, turn)),
    };

    private static object RequestOf(TreeSource source) => source switch
    {
        TreeSource.Document document => new { document = new { file = document.FileName, text = document.Text, lexicons = document.Lexicons }, emergency = "race" },
        TreeSource.Node node => new { node = new { operation = "replace", path = node.Path, text = node.Text }, emergency = "race" },
        TreeSource.Earlier earlier => new { rollbackTo = earlier.Version, emergency = "race" },
        _ => throw new ArgumentOutOfRangeException(nameof(source)),
    };

    private static Task<long> CountAsync(TestDatabase test, string from) =>
        test.Database.ReadAsync(session => session.QuerySingleAsync<long>($"SELECT count(*) FROM {from}"));
}
