using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Hosting;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Publication.Cold;
using Qa.Grains.Publication.Log;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Tests.Hosting;
using Qa.Grains.Tests.Storage;

namespace Qa.Grains.Tests.Publication;

/// <summary>Which process lets staged trees take effect: the first that starts when none older than the staging is alive.</summary>
public class ColdStartTests
{
    private readonly FakeTimeProvider _time = new(new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Run_EverybodyStopped_PromotesAllAtOnce(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var old = await BeginAsync(test);
        await StageAsync(test, "set-a");
        await StageAsync(test, "set-b");
        await StopAsync(test, old);

        (await StartAsync(test)).Select(published => published.RuleSet).Should().Equal("set-a", "set-b");
        (await StartAsync(test)).Should().BeEmpty("they have taken effect");
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Run_AnOlderProcessBeats_WaitsForALaterStart(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var old = await BeginAsync(test);
        await StageAsync(test, "set-a");

        (await StartAsync(test, () => BeatAsync(test, old))).Should().BeEmpty();
        await StopAsync(test, old);

        (await StartAsync(test)).Should().HaveCount(1, "the second process was started after the staging and need not end");
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Run_AnOlderProcessStopsWhileThisOneStarts_WaitsForALaterStart(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var old = await BeginAsync(test);
        await StageAsync(test, "set-a");

        (await StartAsync(test, () => StopAsync(test, old))).Should().BeEmpty("it was alive when the second was started");
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Stop_WhenTheHostWaitsNoLonger_IsSaidAllTheSame(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var life = silo.Service<IEnumerable<IHostedService>>().OfType<ProcessLife>().Single();

        await life.StopAsync(new CancellationToken(canceled: true));

        (await test.Database.ReadAsync(static session => ProcessRows.ReadOlderAsync(session, long.MaxValue))).Should().BeEmpty("who starts next need not wait to see it dead");
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Run_AnOlderProcessWasKilled_PromotesOnceItIsSeenToBeDead(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var killed = await BeginAsync(test);
        await BeatAsync(test, killed);
        await StageAsync(test, "set-a");

        (await StartAsync(test)).Should().HaveCount(1);

        (await BeatAsync(test, killed)).Should().BeFalse("it learns that it is held for dead, and ends");
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Run_StagedAfterThisProcessStarted_IsNotForIt(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var self = await BeginAsync(test);
        await StageAsync(test, "set-a");

        (await ColdStart(test).RunAsync(self, [])).Should().BeEmpty();
    }

    private ColdStart ColdStart(TestDatabase test) => new(test.Database, new(test.Database, _time), _time);

    private Task<long> BeginAsync(TestDatabase test) => test.Database.WriteAsync(session => ProcessRows.AddAsync(session, "host", 1, _time.GetUtcNow()));

    private Task<bool> BeatAsync(TestDatabase test, long process) => test.Database.WriteAsync(session => ProcessRows.BeatAsync(session, process, _time.GetUtcNow()));

    private static Task StopAsync(TestDatabase test, long process) => test.Database.WriteAsync(session => ProcessRows.StopAsync(session, process));

    // A process that starts, and what happens while it waits to see who is alive.
    private async Task<IReadOnlyList<PublishedVersion>> StartAsync(TestDatabase test, Func<Task>? meanwhile = null)
    {
        var self = await BeginAsync(test);
        var coldStart = ColdStart(test);
        var older = await coldStart.ObserveAsync(self);
        if (meanwhile is not null)
            await meanwhile();
        var run = coldStart.RunAsync(self, older);
        _time.Advance(Qa.Grains.Publication.Cold.ColdStart.Lapse);
        return await run;
    }

    private async Task StageAsync(TestDatabase test, string ruleSet)
    {
        var source = TestTrees.Document(ruleSet: ruleSet);
        var draft = new Draft(ruleSet + "-draft", ruleSet, source, null, "a", _time.GetUtcNow(), "", false, [], DraftState.Open, null, null, null, null);
        var refusal = await new RuleSetStore(test.Database, _time).StageAsync(draft, TreePreparation.OfDocument(ruleSet, source).Prepared!.Stored, "a");
        refusal.Should().BeNull();
    }
}
