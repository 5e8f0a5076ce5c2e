using Qa.Grains.Auditing.Search;
using Qa.Grains.Bundles;
using Qa.Grains.Erasure;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Shadow;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Hosting;
using Qa.Grains.Tests.Publication;
using Qa.Grains.Tests.Storage;
using static Qa.Grains.Tests.Shadow.ShadowBench;

namespace Qa.Grains.Tests.Shadow;

/// <summary>How shadow runs end, what has no part in them, and what erasing leaves of them.</summary>
public sealed class ShadowEndingTests
{
    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite, DraftState.Published)]
    [InlineData(DatabaseKind.Sqlite, DraftState.Withdrawn)]
    [InlineData(DatabaseKind.Sqlite, DraftState.Failed)]
    [InlineData(DatabaseKind.PostgreSql, DraftState.Published)]
    [InlineData(DatabaseKind.PostgreSql, DraftState.Withdrawn)]
    [InlineData(DatabaseKind.PostgreSql, DraftState.Failed)]
    public async Task Draft_ThatIsClosed_EndsItsRunWithTheReason(DatabaseKind kind, DraftState state)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var (bench, draft) = await OpenAsync(test, silo);
        var shadow = await StartAsync(silo, draft);
        await bench.ScoreAsync(silo, 3, "meanwhile");

        var ending = await CloseAsync(silo, draft, state);
        (await bench.CountAsync("shadow_run WHERE state = 'running'")).Should().Be(0, "it takes in nothing from the moment at which the draft is closed");
        await bench.ScoreAsync(silo, 3, "afterwards");
        var ended = await EndedAsync(shadow);

        (ended.Run.Ending, ended.Run.EndedBy, ended.Report.Count, ended.Waiting).Should().Be((ending, null, 3, 0));
        (await EntriesAsync(test)).Should().Equal(("li", "start shadow run", "change"), ("system", "end shadow run", "system"));
        (await silo.Service<ShadowRuns>().FindTreeAsync(TestTrees.Set, ended.Run.Id))!.RuleSet.Should().Be(TestTrees.Set, "it is kept with the run");
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Time_WhenItIsOver_EndsTheRunOnce(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var (bench, draft) = await OpenAsync(test, silo);
        var shadow = await StartAsync(silo, draft);
        await bench.ScoreAsync(silo, 6, "i");
        await bench.ExecuteAsync("UPDATE shadow_run SET due_at = @now", new { now = UtcTicks.Of(DateTimeOffset.UtcNow) });

        var ended = await EndedAsync(shadow);
        await Eventually.Async(async () => await bench.CountAsync("shadow_run WHERE told = 1") == 1);

        (ended.Run.Ending, ended.Report.Count, ended.Report.VetoesGained).Should().Be((ShadowEnding.Time, 6, 2));
        (await shadow.GetAsync()).Value.Should().BeEquivalentTo(ended, "it stays readable");
        var second = await StartAsync(silo, draft);
        (await silo.Service<ShadowRuns>().OfDraftAsync(TestTrees.Set, draft.Id)).Select(static run => run.Id).Should().Equal(second.GetPrimaryKey(), shadow.GetPrimaryKey());
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Erased_BeforeAndAfterItWasCompared_LeavesFiguresAndNothingOfTheText(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var (bench, draft) = await OpenAsync(test, silo);
        var run = await StartAloneAsync(silo, draft);
        await bench.ScoreAsync(silo, 3, "i");
        await EraseAsync(test, "i-000000");
        await FollowAsync(test, run);
        await EraseAsync(test, "i-000001");

        (await bench.QueryAsync<string>("SELECT interaction_id || ' ' || verdict || CASE WHEN hash IS NULL THEN '' ELSE ' whole' END FROM shadow_result ORDER BY interaction_id")).Should().Equal(
            "i-000000 erased", "i-000001 compared", "i-000002 compared whole");
        var findings = await new ShadowFollower(test.Database, run.Id).ReportAsync(default);
        (findings.Erased, findings.Report.Count, findings.Report.Changed).Should().Be((1, 2, 2), "figures stay, as those of scorecards do");
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Draft_ThatIsNotForWhatIsScored_IsToldAndNotCompared(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var (bench, _) = await OpenAsync(test, silo);
        var shadow = await StartAsync(silo, await ProposeAsync(silo, TestTrees.Document(appliesTo: "{ channels: [email] }")));
        await bench.ScoreAsync(silo, 4, "chat");

        await Eventually.Async(async () => (await shadow.GetAsync()).Value!.Report.NoLongerFit == 4);

        (await shadow.GetAsync()).Value!.Report.Count.Should().Be(0);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Tree_ThatWasAltered_EndsTheRunAndSaysSo(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var (bench, draft) = await OpenAsync(test, silo);
        var run = await StartAloneAsync(silo, draft);
        await bench.ExecuteAsync("UPDATE shadow_run SET tree_hash = 'other'");
        await bench.ScoreAsync(silo, 3, "i");

        var ended = await EndedAsync(silo.Grains.GetGrain<IShadowGrain>(run.Id));

        (ended.Run.Ending, ended.Waiting, ended.Report.Count).Should().Be((ShadowEnding.Fault, 0, 0));
        ended.Run.Failure.Should().Contain("it was altered");
        (await bench.CountAsync("scorecard")).Should().Be(3, "a bad draft holds up no result");
    }

    [Fact]
    public async Task Start_OfWhatCannotBe_SaysWhyAndIsInNoLog()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var silo = await TestSilo.StartAsync(test);
        var first = await ProposeAsync(silo, TestTrees.Document());
        (await RefusedAsync(silo, first.Id)).Kind.Should().Be(RefusalKind.NotFound, "there is nothing to score beside");
        (await silo.RuleSet(TestTrees.Set).PublishAsync(first.Id, "a")).Succeeded.Should().BeTrue();
        var draft = await ProposeAsync(silo, TestTrees.Document("甲"));
        (await RefusedAsync(silo, draft.Id, 0)).Detail.Should().Contain("expected 1 to 336");
        (await RefusedAsync(silo, draft.Id, 337)).Kind.Should().Be(RefusalKind.InvalidRequest);
        (await RefusedAsync(silo, "none")).Kind.Should().Be(RefusalKind.NotFound);
        (await RefusedAsync(silo, first.Id)).Kind.Should().Be(RefusalKind.Closed);
        (await EntriesAsync(test)).Should().BeEmpty();

        await StartAsync(silo, draft);
        (await RefusedAsync(silo, draft.Id)).Detail.Should().Contain("already");
        foreach (var other in new[] { "乙", "丙" })
            await StartAsync(silo, await ProposeAsync(silo, TestTrees.Document(other)));
        (await RefusedAsync(silo, (await ProposeAsync(silo, TestTrees.Document("丁"))).Id)).Kind.Should().Be(RefusalKind.TooMany);
        (await silo.Grains.GetGrain<IShadowGrain>(Guid.NewGuid()).GetAsync()).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
    }

    [Fact]
    public async Task Scorecards_ThatAreImported_HaveNoPartInIt()
    {
        await using var source = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var target = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var there = await TestSilo.StartAsync(source);
        await using var here = await TestSilo.StartAsync(target);
        var (bench, _) = await OpenAsync(source, there);
        await ImportAsync(there, here);
        await here.RuleSet(TestTrees.Set).BringOnlineAsync("a");
        var run = await StartAloneAsync(here, await ProposeAsync(here, TestTrees.Document("您好", "不知道")));
        await bench.ScoreAsync(there, 3, "there");

        (await ImportAsync(there, here)).Scorecards.Should().Be(3);
        await new ShadowBench(target).ScoreAsync(here, 3, "here");

        (await (await FollowAsync(target, run)).ReportAsync(default)).Report.Count.Should().Be(3);
    }

    [SkippableFact]
    public async Task Close_WhileAScorecardIsBeingWritten_WaitsForIt()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var silo = await TestSilo.StartAsync(test);
        var (bench, draft) = await OpenAsync(test, silo);
        await StartAloneAsync(silo, draft);
        await bench.ScoreAsync(silo, 1, "i");
        const string free = "SELECT count(*) FROM (SELECT id FROM shadow_run FOR UPDATE SKIP LOCKED) free";

        await test.Database.WriteAsync(async scoring =>
        {
            await scoring.ExecuteAsync("CREATE TEMPORARY TABLE copied ON COMMIT DROP AS SELECT * FROM scorecard; UPDATE copied SET item_id = item_id + 1000; INSERT INTO scorecard SELECT * FROM copied");
            (await test.Database.WriteAsync(static closing => closing.QuerySingleAsync<long>(free))).Should().Be(0, "the run is held by what is taken in");
        });

        (await test.Database.WriteAsync(static closing => closing.QuerySingleAsync<long>(free))).Should().Be(1);
        (await bench.CountAsync("shadow_pending")).Should().Be(2);
    }

    private static async Task<ShadowEnding> CloseAsync(TestSilo silo, Draft draft, DraftState state)
    {
        var set = silo.RuleSet(TestTrees.Set);
        switch (state)
        {
            case DraftState.Published:
                (await set.PublishAsEmergencyAsync(draft.Id, "a", "test")).Succeeded.Should().BeTrue();
                return ShadowEnding.Published;
            case DraftState.Withdrawn:
                (await set.WithdrawAsync(draft.Id, "a")).Succeeded.Should().BeTrue();
                return ShadowEnding.Withdrawn;
            default:
                foreach (var approver in new[] { "b", "c" })
                    (await set.ApproveAsync(draft.Id, approver)).Succeeded.Should().BeTrue();
                (await set.ScheduleAsync(draft.Id, DateTimeOffset.UtcNow.AddSeconds(4), "a")).Refusal.Should().BeNull();
                var rival = await ProposeAsync(silo, TestTrees.Document("别人"));
                (await set.PublishAsEmergencyAsync(rival.Id, "a", "test")).Succeeded.Should().BeTrue();
                await Eventually.Async(async () => (await set.GetDraftAsync(draft.Id)).Value!.State == DraftState.Failed);
                return ShadowEnding.Failed;
        }
    }

    private static async Task<Refusal> RefusedAsync(TestSilo silo, string draft, int hours = 24) =>
        (await silo.Grains.GetGrain<IShadowGrain>(Guid.NewGuid()).StartAsync(TestTrees.Set, draft, hours, "li")).Refusal!;

    private static async Task<ImportReport> ImportAsync(TestSilo from, TestSilo to)
    {
        using var bundle = new MemoryStream();
        await from.Service<BundleExport>().WriteAsync(bundle, BundleSelection.Everything, "auditor");
        return (await to.Service<BundleImport>().RunAsync(new MemoryStream(bundle.ToArray()), "auditor")).Value!;
    }

    private static Task EraseAsync(TestDatabase test, string interaction) => test.Database.WriteAsync(async session =>
    {
        var now = DateTimeOffset.UtcNow;
        var erasure = await ErasureRows.TakeAsync(session, new("key-1", ErasureOrder.Request, "the customer asked", "li", "han"), now);
        await InteractionErasure.EraseTextAsync(session, erasure, interaction, now);
        await InteractionErasure.EraseEvidenceAsync(session, erasure, interaction, before: null, now);
    });

    private static async Task<IReadOnlyList<(string Actor, string Action, string Kind)>> EntriesAsync(TestDatabase test) =>
        [.. (await test.Database.ReadAsync(session => AuditSearchRows.PageAsync(session, AuditFilter.All, null, 100)))
            .Where(static entry => entry.Action.EndsWith("shadow run", StringComparison.Ordinal)).Reverse().Select(static entry => (entry.Actor, entry.Action, entry.Kind))];
}
