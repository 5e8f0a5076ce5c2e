using Qa.Grains.Inspection.Intake;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Shadow;
using Qa.Grains.Tests.Hosting;
using Qa.Grains.Tests.Inspection;
using Qa.Grains.Tests.Publication;
using Qa.Grains.Tests.Storage;

namespace Qa.Grains.Tests.Shadow;

/// <summary>A set with a version in force, and a draft of it that can score along.</summary>
internal sealed class ShadowBench(TestDatabase test)
{
    public TestDatabase Test => test;

    public static async Task<(ShadowBench Bench, Draft Draft)> OpenAsync(TestDatabase test, TestSilo silo)
    {
        var bench = new ShadowBench(test);
        var first = await ProposeAsync(silo, TestTrees.Document());
        (await silo.RuleSet(TestTrees.Set).PublishAsync(first.Id, "a")).Succeeded.Should().BeTrue();
        return (bench, await ProposeAsync(silo, TestTrees.Document("您好", "不知道")));
    }

    public static async Task<Draft> ProposeAsync(TestSilo silo, TreeSource source) => (await silo.RuleSet(TestTrees.Set).ProposeAsync(new(source, "a", "", null))).Value!;

    public static async Task<IShadowGrain> StartAsync(TestSilo silo, Draft draft)
    {
        var grain = silo.Grains.GetGrain<IShadowGrain>(Guid.NewGuid());
        (await grain.StartAsync(TestTrees.Set, draft.Id, ShadowRun.DefaultHours, "li")).Value!.Run.State.Should().Be(ShadowState.Running);
        return grain;
    }

    /// <summary>A run that nobody goes on with, so that a test does.</summary>
    public static async Task<ShadowRun> StartAloneAsync(TestSilo silo, Draft draft)
    {
        var change = (await silo.Service<DraftPreview>().OfAsync(draft)).Value!;
        return (await silo.Service<ShadowStore>().StartAsync(Guid.NewGuid(), draft, change.After, ShadowRun.DefaultHours, "li")).Value!;
    }

    /// <summary>Sends interactions, every third of which says 不知道, and waits till they are scored.</summary>
    public async Task ScoreAsync(TestSilo silo, int count, string prefix, string startedAt = "2026-10-01T09:00:00Z")
    {
        var before = await CountAsync("scorecard");
        await silo.Service<InteractionIntake>().SubmitAsync(
            [.. Enumerable.Range(0, count).Select(number => TestInteractions.Received($"{prefix}-{number:D6}", number % 3 == 0 ? "不知道" : "您好", startedAt: startedAt))]);
        await Eventually.Async(async () => await CountAsync("scorecard") == before + count);
    }

    public static async Task<ShadowProgress> ComparedAsync(IShadowGrain grain, int count)
    {
        await Eventually.Async(async () => (await grain.GetAsync()).Value!.Report.Count == count);
        return (await grain.GetAsync()).Value!;
    }

    public static async Task<ShadowProgress> EndedAsync(IShadowGrain grain)
    {
        await Eventually.Async(async () => (await grain.GetAsync()).Value!.Run.State == ShadowState.Ended);
        return (await grain.GetAsync()).Value!;
    }

    public static async Task<ShadowFollower> FollowAsync(TestDatabase test, ShadowRun run)
    {
        var follower = new ShadowFollower(test.Database, run.Id);
        (await follower.PrepareAsync(default)).Should().BeNull();
        while (await follower.FollowAsync(default))
        {
        }

        return follower;
    }

    public Task<long> CountAsync(string from) => test.Database.ReadAsync(session => session.QuerySingleAsync<long>($"SELECT count(*) FROM {from}"));

    public Task ExecuteAsync(string sql, object? parameters = null) => test.Database.WriteAsync(session => session.ExecuteAsync(sql, parameters));

    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql) => test.Database.ReadAsync(session => session.QueryAsync<T>(sql));
}
