using System.Collections.Concurrent;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Inspection.Tasks;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Publication.Verification;
using Qa.Grains.Replay;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Hosting;
using Qa.Grains.Tests.Inspection;
using Qa.Grains.Tests.Publication;
using Qa.Grains.Tests.Storage;
using Xunit.Abstractions;

namespace Qa.Grains.Tests.Faults;

/// <summary>Tasks on three silos while one publication follows the other.</summary>
public class ClusterRaceTests(ITestOutputHelper output)
{
    private const int Items = 10_000;
    private const int Tasks = 4;
    private const int Publications = 100;

    [SkippableFact]
    public async Task Publish_RacingTasksOnThreeSilos_EveryItemIsScoredOnceByTheVersionItsTaskHeld()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var first = await TestSilo.StartAsync(test);
        await using var second = await TestSilo.StartAsync(test);
        await using var third = await TestSilo.StartAsync(test);
        TestSilo[] silos = [first, second, third];
        var returned = new ConcurrentDictionary<long, DateTimeOffset>();
        await PublishAsync(first, TestTrees.Document(), returned);
        await first.RuleSet(TestTrees.Set).SetLeaseAsync(1, "a");
        var received = Enumerable.Range(0, Items).Select(static number => TestInteractions.Received($"i-{number:D6}", string.Concat(Enumerable.Repeat("您好，不知道。", 300)))).ToList();
        foreach (var chunk in received.Chunk(1_000))
            await test.Database.WriteAsync(session => InteractionRows.AddAsync(session, chunk, DateTimeOffset.UtcNow));

        // A few large tasks begin together early on, and go on over several leases while one publication follows the other.
        var random = new Random(20261126);
        var tasks = new List<long>();
        for (var number = 1; number <= Publications; number++)
        {
            var publishing = PublishAsync(silos[number % 3], Source(random, number), returned);
            if (number % 5 == 0 && tasks.Count < Tasks)
            {
                var items = received.Skip(tasks.Count * Items / Tasks).Take(Items / Tasks).Select(static one => one.Interaction.Id);
                tasks.Add((await silos[tasks.Count % 3].Service<InspectionTasks>().CreateAsync(new(TestTrees.Set, "", "a", null, [.. items]))).Value!.Id);
            }

            await publishing;
        }

        await Eventually.Async(async () => (await Task.WhenAll(tasks.Select(task => first.Service<InspectionTasks>().FindAsync(task)))).All(static task => task!.State == TaskState.Finished));

        (await CountAsync(test, "scorecard")).Should().Be(Items, "none is lost and none twice");
        (await CountAsync(test, "(SELECT DISTINCT task_id, item_id, interaction_id FROM scorecard) AS d")).Should().Be(Items);
        (await HeldVersions.FaultsAsync(test.Database, returned)).Should().BeEmpty();
        (await new ChainAudit(test.Database).RunAsync()).Should().BeEquivalentTo(new { Count = Publications + 1, Holds = true });
        var replay = second.Grains.GetGrain<IReplayGrain>(Guid.NewGuid());
        await replay.StartAsync(new(null, null, null, null, null, null, null), "a");
        await Eventually.Async(async () => (await replay.GetAsync()).Value!.State == ReplayState.Finished);
        (await replay.GetAsync()).Value!.Sameness.Should().BeEquivalentTo(new SamenessReport(Items, Items, []));
        (await CountAsync(test, "version_lease")).Should().BeGreaterThan(Tasks, "it is a race only where leases end within it");
        output.WriteLine($"{Items} items of {Tasks} tasks, {Publications} publications, {await CountAsync(test, "version_lease")} leases, {await CountAsync(test, "(SELECT DISTINCT version FROM scorecard) AS v")} versions used");
    }

    private static TreeSource Source(Random random, int number) => random.Next(3) switch
    {
        0 => TestTrees.Document($"词{number}"),
        1 => TestTrees.Greeting($"您好{number}"),
        _ => new TreeSource.Earlier(random.Next(1, number)),
    };

    private static async Task PublishAsync(TestSilo silo, TreeSource source, ConcurrentDictionary<long, DateTimeOffset> returned)
    {
        var set = silo.RuleSet(TestTrees.Set);
        var draft = (await set.ProposeAsync(new(source, "a", "", null))).Value!;
        var published = await set.PublishAsEmergencyAsync(draft.Id, "a", "test");
        published.Refusal.Should().BeNull();
        returned[published.Value!.Publication] = DateTimeOffset.UtcNow;
    }

    private static Task<long> CountAsync(TestDatabase test, string from) =>
        test.Database.ReadAsync(session => session.QuerySingleAsync<long>($"SELECT count(*) FROM {from}"));
}
