using Qa.Grains.Inspection.Results;
using Qa.Grains.Live;
using Qa.Grains.Publication;
using Qa.Grains.Replay;
using Qa.Grains.Shadow;
using Qa.Grains.Tests.Hosting;
using Qa.Grains.Tests.Publication;
using Qa.Grains.Tests.Storage;
using static Qa.Grains.Tests.Shadow.ShadowBench;

namespace Qa.Grains.Tests.Shadow;

/// <summary>Drafts that score beside the version in force: each scorecard once, and nothing counts.</summary>
public sealed class ShadowRunTests
{
    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Run_OfWhatIsScoredMeanwhile_IsTheImpactOfTheDraftAndCountsNowhere(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var (bench, draft) = await OpenAsync(test, silo);
        await bench.ScoreAsync(silo, 30, "before");
        var shadow = await StartAsync(silo, draft);
        await bench.ScoreAsync(silo, 240, "since", "2026-10-02T09:00:00Z");

        var progress = await ComparedAsync(shadow, 240);

        progress.Should().BeEquivalentTo(new { Waiting = 0L, Erased = 0L, Faults = 0L });
        progress.Report.Should().BeEquivalentTo(await ImpactAsync(silo, new(TestTrees.Set, Draft: draft.Id, From: DateTimeOffset.Parse("2026-10-02T00:00:00Z", null))));
        progress.Report.VetoesGained.Should().Be(80);
        (await bench.CountAsync("scorecard")).Should().Be(270, "what scores along is no result");
        (await bench.CountAsync("newest_result WHERE version <> 1")).Should().Be(0);
        (await bench.CountAsync("live_alert")).Should().Be(0);
        var day = (await silo.Service<InteractionLists>().ByAgentAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue)).Single();
        (day.Results, day.Vetoed).Should().Be((270, 0));
        (await silo.RuleSet(TestTrees.Set).GetStatusAsync()).Head!.Version.Should().Be(1);
        (await silo.Service<ShadowRuns>().RunningAsync(TestTrees.Set)).Should().ContainSingle().Which.Draft.Should().Be(draft.Id);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Run_AConversationThatBeganBeforeIt_IsComparedWhenItIsScored(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var (bench, draft) = await OpenAsync(test, silo);
        var live = silo.Grains.GetGrain<ILiveInteractionGrain>("call-1");
        (await live.AddTurnAsync(new(0, """{"channel":"chat","startedAt":"2026-11-23T09:00:00Z","agent":{"id":"a-1","group":"g"}}""", """{"role":"agent","text":"您好"}"""))).Succeeded.Should().BeTrue();
        var shadow = await StartAsync(silo, draft);
        (await live.AddTurnAsync(new(1, null, """{"role":"agent","text":"不知道"}"""))).Succeeded.Should().BeTrue();
        (await live.EndAsync()).Succeeded.Should().BeTrue();

        var report = (await ComparedAsync(shadow, 1)).Report;

        (report.VetoesGained, report.Groups.Single().Group).Should().Be((1, "g"));
        (await bench.CountAsync("live_alert WHERE is_veto = 1")).Should().Be(0, "no alert comes of a draft");
        (await bench.QueryAsync<long>("SELECT s.scored_at - r.started_at FROM scorecard s, shadow_run r")).Single().Should().BeNegative("its time is that at which the conversation began");
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Run_WhileAnotherVersionComesIntoForce_IsComparedWithWhatWasWritten(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var (bench, draft) = await OpenAsync(test, silo);
        var shadow = await StartAsync(silo, draft);
        await bench.ScoreAsync(silo, 3, "by-1");
        var rival = await ProposeAsync(silo, TestTrees.Document("您好", "不知道"));
        (await silo.RuleSet(TestTrees.Set).PublishAsEmergencyAsync(rival.Id, "a", "test")).Succeeded.Should().BeTrue();
        await silo.RuleSet(TestTrees.Set).SetLeaseAsync(1, "a");
        await Eventually.Async(async () =>
        {
            await bench.ScoreAsync(silo, 3, $"by-{Guid.NewGuid():n}");
            return await bench.CountAsync("scorecard WHERE version = 2") >= 3;
        });
        var cards = await bench.CountAsync("scorecard");

        var progress = await ComparedAsync(shadow, (int)cards);

        progress.Run.State.Should().Be(ShadowState.Running);
        (await bench.QueryAsync<long>("SELECT count(*) FROM shadow_result x JOIN scorecard s ON s.task_id = x.task_id AND s.item_id = x.item_id AND s.version = x.version AND s.score = x.score_before AND s.vetoed = x.vetoed_before")).Single().Should().Be(cards);
        (await bench.CountAsync("shadow_result WHERE version = 2 AND (changes IS NOT NULL OR score_before <> score_after)")).Should().Be(0, "that version says what the draft says");
        progress.Report.Changed.Should().Be(await bench.CountAsync("shadow_result WHERE version = 1"));
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Run_AfterARestart_GoesOnWithEachScorecardOnce(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        Guid id;
        ShadowBench bench;
        await using (var silo = await TestSilo.StartAsync(test))
        {
            (bench, var draft) = await OpenAsync(test, silo);
            var shadow = await StartAsync(silo, draft);
            id = shadow.GetPrimaryKey();
            await bench.ScoreAsync(silo, 300, "first");
            await Eventually.Async(async () => await bench.CountAsync("shadow_result") > 0);
        }

        await using var next = await TestSilo.StartAsync(test);
        (await bench.QueryAsync<string>("SELECT ReminderName FROM OrleansRemindersTable")).Should().Contain("follow", "it is what brings the run back where nobody asks");
        var again = next.Grains.GetGrain<IShadowGrain>(id);
        (await again.StartAsync(TestTrees.Set, "another", 5, "wu")).Value!.Run.Author.Should().Be("li", "started again it is the same run");
        await bench.ScoreAsync(next, 60, "second");
        (await ComparedAsync(again, 360)).Report.VetoesGained.Should().Be(120);
        (await again.StopAsync("wu")).Succeeded.Should().BeTrue();
        var ended = await EndedAsync(again);

        (await bench.CountAsync("shadow_result")).Should().Be(360);
        (ended.Report.Count, ended.Report.VetoesGained, ended.Run.EndedBy, ended.Run.Ending).Should().Be((360, 120, "wu", ShadowEnding.Stopped));
        (await again.StopAsync("wu")).Refusal!.Kind.Should().Be(RefusalKind.Closed);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Follow_ByTwoAtOnce_StoresEachOnceAndCountsAll(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var (bench, draft) = await OpenAsync(test, silo);
        var run = await StartAloneAsync(silo, draft);
        await bench.ScoreAsync(silo, 350, "i");

        var followers = await Task.WhenAll(Task.Run(() => FollowAsync(test, run)), Task.Run(() => FollowAsync(test, run)));
        await silo.Service<ShadowStore>().CloseAsync(run, ShadowEnding.Stopped, "li");
        await followers[0].EndAsync(default);

        (await bench.CountAsync("shadow_pending")).Should().Be(0);
        (await bench.CountAsync("shadow_result")).Should().Be(350);
        var findings = (await test.Database.ReadAsync(session => ShadowRows.ReadFindingsAsync(session, run.Id)))!;
        (findings.Report.Count, findings.Report.VetoesGained).Should().Be((350, 117));
        findings.Should().BeEquivalentTo(await new ShadowFollower(test.Database, run.Id).ReportAsync(default), "it is kept as it is counted from the rows");
    }

    private static async Task<ImpactReport> ImpactAsync(TestSilo silo, ReplayRequest request)
    {
        var replay = silo.Grains.GetGrain<IReplayGrain>(Guid.NewGuid());
        (await replay.StartAsync(request, "auditor")).Refusal.Should().BeNull();
        await Eventually.Async(async () => (await replay.GetAsync()).Value!.State != ReplayState.Running);
        return (await replay.GetAsync()).Value!.Impact!;
    }
}
