using Qa.Grains.Inspection.Intake;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Replay;
using Qa.Grains.Tests.Hosting;
using Qa.Grains.Tests.Inspection;
using Qa.Grains.Tests.Publication;
using Qa.Grains.Tests.Storage;
using Qa.Rules.Scoring;

namespace Qa.Grains.Tests.Replay;

/// <summary>Scorecards computed again, and what another version would have changed, through a whole process.</summary>
public class ReplayTests
{
    private const int Count = 300;
    private static readonly ReplayRequest Everything = new(null, null, null, null, null, null, null);

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Replay_StoredScorecards_AreIdenticalAlsoAfterARestart(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using (var first = await TestSilo.StartAsync(test))
        {
            await ScoreAsync(test, first);
            await PublishNextAsync(first, "没办法");
            await first.Service<InteractionIntake>().SubmitAsync(TestInteractions.Many(10, "later"));
            await Eventually.Async(async () => await CountAsync(test, "scorecard") == Count + 10);
        }

        await using var silo = await TestSilo.StartAsync(test);
        var all = await RunAsync(silo, Everything);
        var one = await RunAsync(silo, Everything with { Interaction = "i-000003" });
        var task = await RunAsync(silo, Everything with { Task = 1, RuleSet = TestTrees.Set });
        var none = await RunAsync(silo, Everything with { From = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero) });

        all.Should().BeEquivalentTo(new { State = ReplayState.Finished, Total = Count + 10L, Done = Count + 10L, Author = "auditor" });
        (all.Sameness!.Count, all.Sameness.Identical, all.Sameness.Findings.Length, all.Sameness.Cards.Length).Should().Be((Count + 10, Count + 10, 0, 0));
        all.Sameness.Versions.Select(version => (version.RuleSet, version.Version, version.Count, version.Identical)).Should().Equal((TestTrees.Set, 1, Count, Count), (TestTrees.Set, 2, 10, 10));
        all.Engine.Should().Be(EngineVersion.Current);
        one.Sameness!.Cards.Single().Should().BeEquivalentTo(new { Interaction = "i-000003", Revision = 1L, RuleSet = TestTrees.Set, Version = 1L, Verdict = CardVerdict.Identical, Reason = (string?)null });
        one.Sameness.Cards.Single().RecomputedHash.Should().Be(one.Sameness.Cards.Single().Hash);
        (one.Sameness.Identical, task.Sameness!.Identical, none.Sameness!.Identical).Should().Be((1, Count, 0));
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Replay_AnythingAltered_SaysWhichScorecardAndWhy(DatabaseKind kind)
    {
        (string Statement, string Reason)[] alterations =
        [
            ("DELETE FROM interaction WHERE id = 'i-000001'", "the stored interaction is missing"),
            ("UPDATE interaction SET content = (SELECT content FROM interaction WHERE id = 'i-000002') WHERE id = 'i-000001'", "found the interaction"),
            ("UPDATE interaction SET content = (SELECT body FROM scorecard WHERE interaction_id = 'i-000001') WHERE id = 'i-000001'", "the stored interaction cannot be read"),
            ("UPDATE scorecard SET body = (SELECT body FROM scorecard WHERE interaction_id = 'i-000002') WHERE interaction_id = 'i-000001'", "found another scorecard"),
            ("UPDATE scorecard SET hash = 'x' WHERE interaction_id = 'i-000001'", "found the scorecard hash x"),
            ("UPDATE scorecard SET version = 9 WHERE interaction_id = 'i-000001'", "There is no version 9"),
            ("UPDATE scorecard SET schema_name = 'qa.norm-tree/2' WHERE interaction_id = 'i-000001'", "found the schema 'qa.norm-tree/2'"),
            ("UPDATE scorecard SET tree_hash = 'x' WHERE interaction_id = 'i-000001'", "found the tree"),
        ];
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        await ScoreAsync(test, silo);
        await test.Database.WriteAsync(session => session.ExecuteAsync(
            kind == DatabaseKind.Sqlite ? "DROP TRIGGER scorecard_no_update" : "ALTER TABLE scorecard DISABLE TRIGGER ALL"));
        foreach (var (statement, reason) in alterations)
        {
            var saved = await SaveAsync(test);
            await test.Database.WriteAsync(session => session.ExecuteAsync(statement));

            var report = (await RunAsync(silo, Everything)).Sameness!;

            (report.Count, report.Identical).Should().Be((Count, Count - 1), statement);
            report.Findings.Single().Interaction.Should().Be("i-000001");
            report.Findings.Single().Reason.Should().StartWith(reason, statement);
            report.Versions.Sum(version => version.Identical).Should().Be(Count - 1);
            var card = (await RunAsync(silo, Everything with { Interaction = "i-000001" })).Sameness!.Cards.Single();
            (card.Verdict, card.Reason).Should().Be((CardVerdict.Different, report.Findings.Single().Reason));
            await RestoreAsync(test, saved);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Impact_OtherVersion_IsWhatWholeScorecardsDifferBy(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        await ScoreAsync(test, silo);
        await PublishNextAsync(silo, "您好", veto: "不知道");

        var progress = await RunAsync(silo, Everything with { RuleSet = TestTrees.Set, Version = 2 });
        var baseline = await RunAsync(silo, Everything with { RuleSet = TestTrees.Set, Version = 2, Baseline = 1, From = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero) });
        var one = await RunAsync(silo, Everything with { RuleSet = TestTrees.Set, Version = 2, Interaction = "i-000000" });

        var impact = progress.Impact!;
        var versions = silo.Service<CompiledVersions>();
        var (before, after) = (await versions.GetAsync(TestTrees.Set, 1), await versions.GetAsync(TestTrees.Set, 2));
        var pairs = TestInteractions.Many(Count).Select(received => (Before: Scorer.Score(before, received.Interaction, 1), After: Scorer.Score(after, received.Interaction, 2))).ToList();
        (impact.Count, impact.Changed).Should().Be((Count, Count), "every one has one phrase or the other");
        impact.VetoesGained.Should().Be(pairs.Count(pair => !pair.Before.Vetoed && pair.After.Vetoed)).And.Be(Count / 3);
        impact.NowFailed.Should().Be(pairs.Count(pair => pair.Before.Passed && !pair.After.Passed));
        impact.MeanBefore.Should().Be((double)pairs.Average(pair => pair.Before.Score));
        impact.MeanAfter.Should().Be((double)pairs.Average(pair => pair.After.Score));
        impact.Norms.Should().BeEquivalentTo(
        [
            new NormImpact("forbidden/phrase", Count, (double)pairs.Sum(pair => pair.After.Norms[0].Points - pair.Before.Norms[0].Points), [new("met", "violated", Count * 2 / 3), new("violated", "met", Count / 3)]),
            new NormImpact("forbidden/insult", Count / 3, 0, [new("met", "violated", Count / 3)]),
        ], options => options.Excluding(member => member.Name == nameof(OutcomeChange.Examples)));
        impact.Norms.Single(norm => norm.Path == "forbidden/insult").Outcomes.Single().Examples.Should().Equal(Enumerable.Range(0, OutcomeChange.MaximumExamples).Select(number => $"i-{number * 3:D6}"));
        impact.Agents.Single().Should().BeEquivalentTo(new { Agent = "a-1", Count = (long)Count, VetoedBefore = 0L, VetoedAfter = Count / 3L });
        impact.Examples.Should().HaveCount(Count, "every one that changed is named, up to the limit");
        impact.Examples.Select(example => Math.Abs(example.After - example.Before)).Should().BeInDescendingOrder();
        baseline.Impact.Should().BeEquivalentTo(impact);
        one.Impact!.Count.Should().Be(1);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Impact_InteractionsOfOtherSetsOrNeverScored_CountOnlyAgainstABaselineThatFits(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        await test.Database.WriteAsync(session => InteractionRows.AddAsync(session, TestInteractions.Many(5, "unscored"), DateTimeOffset.UtcNow));
        await PublishFirstAsync(silo, TestTrees.Document(appliesTo: "{ channels: [chat] }"));
        await silo.Service<InteractionIntake>().SubmitAsync([TestInteractions.Received("mail", channel: "email"), TestInteractions.Received("chat")]);
        await Eventually.Async(async () => await CountAsync(test, "scorecard") == 1);

        var stored = await RunAsync(silo, Everything with { RuleSet = TestTrees.Set, Version = 1 });
        var fitting = await RunAsync(silo, Everything with { RuleSet = TestTrees.Set, Version = 1, Baseline = 1 });

        (stored.Total, stored.Done, stored.Impact!.Count, stored.Impact.Changed).Should().Be((7, 7, 1, 0));
        (fitting.Impact!.Count, fitting.Impact.Changed).Should().Be((6, 0));
    }

    [Fact]
    public async Task Start_ThatCannotBe_IsRefusedAndOnceEndedStaysSo()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var silo = await TestSilo.StartAsync(test);
        await ScoreAsync(test, silo);

        (await StartAsync(silo, Everything with { Version = 1 })).Refusal!.Kind.Should().Be(RefusalKind.InvalidRequest);
        (await StartAsync(silo, Everything with { Baseline = 1 })).Refusal!.Kind.Should().Be(RefusalKind.InvalidRequest);
        (await StartAsync(silo, Everything with { RuleSet = TestTrees.Set, Version = 1, Task = 1 })).Refusal!.Kind.Should().Be(RefusalKind.InvalidRequest);
        (await StartAsync(silo, Everything with { RuleSet = TestTrees.Set, Version = 9 })).Refusal!.Detail.Should().Contain("voice@9");
        (await silo.Grains.GetGrain<IReplayGrain>(Guid.NewGuid()).GetAsync()).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        var grain = silo.Grains.GetGrain<IReplayGrain>(Guid.NewGuid());
        await grain.StartAsync(Everything, "auditor");
        await Eventually.Async(async () => (await grain.GetAsync()).Value!.State == ReplayState.Finished);
        (await grain.CancelAsync()).Refusal!.Kind.Should().Be(RefusalKind.Closed);
        (await grain.StartAsync(Everything with { Interaction = "i-000001" }, "other")).Value!.Request.Should().Be(Everything, "started again it is the same replay");
    }

    [Fact]
    public async Task Run_Cancelled_EndsAndKeepsWhatItFound()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var silo = await TestSilo.StartAsync(test);
        await ScoreAsync(test, silo);
        var run = new SamenessRun(test.Database, silo.Service<CompiledVersions>(), Everything);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await ((Func<Task>)(() => run.RunAsync(cancelled.Token))).Should().ThrowAsync<OperationCanceledException>();
        run.Report().Sameness!.Count.Should().Be(0);
        await run.RunAsync(CancellationToken.None);
        run.Report().Sameness!.Identical.Should().Be(Count);
    }

    private static Task<Answer<ReplayProgress>> StartAsync(TestSilo silo, ReplayRequest request) =>
        silo.Grains.GetGrain<IReplayGrain>(Guid.NewGuid()).StartAsync(request, "auditor");

    private static async Task<ReplayProgress> RunAsync(TestSilo silo, ReplayRequest request)
    {
        var grain = silo.Grains.GetGrain<IReplayGrain>(Guid.NewGuid());
        (await grain.StartAsync(request, "auditor")).Refusal.Should().BeNull();
        await Eventually.Async(async () => (await grain.GetAsync()).Value!.State != ReplayState.Running);
        var progress = (await grain.GetAsync()).Value!;
        progress.Failure.Should().BeNull();
        return progress;
    }

    private static async Task ScoreAsync(TestDatabase test, TestSilo silo)
    {
        await PublishFirstAsync(silo, TestTrees.Document());
        await silo.Service<InteractionIntake>().SubmitAsync(TestInteractions.Many(Count));
        await Eventually.Async(async () => await CountAsync(test, "scorecard") == Count);
    }

    private static async Task PublishFirstAsync(TestSilo silo, Qa.Grains.Publication.Sources.TreeSource.Document document)
    {
        var set = silo.RuleSet(TestTrees.Set);
        var draft = (await set.ProposeAsync(new(document, "a", "", null))).Value!;
        (await set.PublishAsync(draft.Id, "a")).Succeeded.Should().BeTrue();
    }

    private static async Task PublishNextAsync(TestSilo silo, string phrase, string veto = "滚")
    {
        var set = silo.RuleSet(TestTrees.Set);
        var draft = (await set.ProposeAsync(new(TestTrees.Document(phrase, veto), "a", "", null))).Value!;
        (await set.PublishAsEmergencyAsync(draft.Id, "a", "test")).Succeeded.Should().BeTrue();
    }

    private static async Task<(byte[] Content, byte[] Body, string Hash, string TreeHash)> SaveAsync(TestDatabase test)
    {
        var hashes = await test.Database.ReadAsync(session => session.QuerySingleAsync<string>("SELECT hash || ' ' || tree_hash FROM scorecard WHERE interaction_id = 'i-000001'"));
        return (
            await test.Database.ReadAsync(session => session.QuerySingleAsync<byte[]>("SELECT content FROM interaction WHERE id = 'i-000001'")) ?? [],
            await test.Database.ReadAsync(session => session.QuerySingleAsync<byte[]>("SELECT body FROM scorecard WHERE interaction_id = 'i-000001'")) ?? [],
            hashes!.Split(' ')[0], hashes.Split(' ')[1]);
    }

    private static Task RestoreAsync(TestDatabase test, (byte[] Content, byte[] Body, string Hash, string TreeHash) saved) => test.Database.WriteAsync(async session =>
    {
        await session.ExecuteAsync("DELETE FROM interaction WHERE id = 'i-000001'");
        await InteractionRows.AddAsync(session, [ReceivedInteraction.Read(saved.Content).Received!], DateTimeOffset.UtcNow);
        await session.ExecuteAsync(
            "UPDATE scorecard SET body = @Body, hash = @Hash, tree_hash = @TreeHash, version = 1, schema_name = 'qa.norm-tree/1' WHERE interaction_id = 'i-000001'",
            new { saved.Body, saved.Hash, saved.TreeHash });
    });

    private static Task<long> CountAsync(TestDatabase test, string from) =>
        test.Database.ReadAsync(session => session.QuerySingleAsync<long>($"SELECT count(*) FROM {from}"));
}
