using System.Text;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Inspection.Leases;
using Qa.Grains.Inspection.Tasks;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Hosting;
using Qa.Grains.Tests.Publication;
using Qa.Grains.Tests.Storage;
using Qa.Rules.Versions;

namespace Qa.Grains.Tests.Inspection;

/// <summary>Interactions that come in, and tasks that people make, through a whole process.</summary>
public class InspectionTests
{
    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Submit_NewAgainAndOther_IsAcceptedDuplicateAndRefusedWithBothHashes(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var intake = silo.Service<InteractionIntake>();
        var first = TestInteractions.Received("i-1");
        var spaced = ReceivedInteraction.Read(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(first.Content).Replace("\"channel\"", " \"businessLine\":null, \"channel\" ", StringComparison.Ordinal))).Received!;
        var other = TestInteractions.Received("i-1", "再见");

        var answers = await intake.SubmitAsync([first, first, spaced, other]);
        var again = await intake.SubmitAsync([spaced]);

        answers.Select(answer => answer.Outcome).Should().Equal(IntakeOutcome.Accepted, IntakeOutcome.Duplicate, IntakeOutcome.Duplicate, IntakeOutcome.Conflict);
        answers[3].Error.Should().Contain(first.Hash).And.Contain(other.Hash);
        again.Single().Outcome.Should().Be(IntakeOutcome.Duplicate);
        (await CountAsync(test, "interaction")).Should().Be(1);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Submit_Interactions_AreScoredOnceByEverySetThatFits(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        await PublishAsync(silo, TestTrees.Document());
        await PublishAsync(silo, TestTrees.Document(ruleSet: "chats", appliesTo: "{ channels: [chat] }"), "chats");
        var calls = Enumerable.Range(0, 20).Select(number => TestInteractions.Received($"v-{number}", channel: "email")).ToList();

        foreach (var chunk in TestInteractions.Many(700).Concat(calls).Chunk(InteractionIntake.MaximumBatch))
            await intakeOf(silo).SubmitAsync(chunk);
        await Eventually.Async(async () => await CountAsync(test, "scorecard") == 1420);
        await intakeOf(silo).SubmitAsync(TestInteractions.Many(100));

        var tasks = await silo.Service<InspectionTasks>().ListAsync(null, null, 10);
        tasks.Select(task => (task.RuleSet, task.Kind, task.Total, task.Scored)).Should().BeEquivalentTo([("voice", TaskKind.Intake, 720L, 720L), ("chats", TaskKind.Intake, 700L, 700L)]);
        (await CountAsync(test, "scorecard")).Should().Be(1420);
        (await test.Database.ReadAsync(session => session.QueryAsync<long>("SELECT count(DISTINCT interaction_id) FROM scorecard WHERE rule_set = 'voice' AND score = 85"))).Should().Equal(234);
        static InteractionIntake intakeOf(TestSilo silo) => silo.Service<InteractionIntake>();
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Submit_WhileTheSetIsOffline_WaitsAndIsScoredByWhatIsInForceThen(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using (var silo = await TestSilo.StartAsync(test))
        {
            var set = await PublishAsync(silo, TestTrees.Document());
            await silo.Service<InteractionIntake>().SubmitAsync(TestInteractions.Many(5, "before"));
            await Eventually.Async(async () => await CountAsync(test, "scorecard") == 5);
            await set.TakeOfflineAsync("a");
            await silo.Service<InteractionIntake>().SubmitAsync(TestInteractions.Many(5, "offline"));
            var held = (await silo.Service<HeldVersions>().RunningAsync("voice")).Should().ContainSingle(static each => each.Version == 1, "the task of what came before keeps its version").Subject;
            held.EndTime.Should().NotBeNull();
            (await silo.Service<HeldVersions>().FirstUseAsync("voice", 1)).Should().NotBeNull();
            (await silo.Service<HeldVersions>().FirstUseAsync("voice", 2)).Should().BeNull("it is not there yet");
            (await silo.Service<InspectionTasks>().ListAsync(null, null, 1)).Single().Should().BeEquivalentTo(
                new { WaitsForOnline = true, Total = 5L, Scored = 0L, Lease = (object?)null });
            var draft = (await set.ProposeAsync(new(TestTrees.Document("没办法"), "a", "", null))).Value!;
            await set.ApproveAsync(draft.Id, "b");
            (await set.StageAsync(draft.Id, "a")).Succeeded.Should().BeTrue();
        }

        await using var next = await TestSilo.StartAsync(test);
        await Eventually.Async(async () => await CountAsync(test, "scorecard") == 10);

        (await test.Database.ReadAsync(session => session.QueryAsync<string>("SELECT DISTINCT interaction_id || ' by ' || version FROM scorecard WHERE interaction_id LIKE '%0' ORDER BY 1")))
            .Should().Equal("before-000000 by 1", "offline-000000 by 2");
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Uses_OfAVersion_TellWhichProcessesHaveScoredByIt(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        await PublishAsync(silo, TestTrees.Document());
        var uses = silo.Service<VersionUses>();
        (await uses.ReadAsync("voice", 1)).Should().ContainSingle().Which.Should().BeEquivalentTo(new { FirstUsedAt = (DateTimeOffset?)null, IsSeen = true }, "reading its tree is no work");

        await silo.Service<InteractionIntake>().SubmitAsync(TestInteractions.Many(5));
        await Eventually.Async(async () => await CountAsync(test, "scorecard") == 5);

        var use = (await uses.ReadAsync("voice", 1)).Should().ContainSingle().Subject;
        use.Process.ProcessId.Should().Be(Environment.ProcessId);
        use.FirstUsedAt.Should().BeAfter(use.Process.StartedAt).And.BeOnOrBefore(await LastScoredAtAsync(test));
        (await uses.ReadAsync("voice", 2)).Single().FirstUsedAt.Should().BeNull("it is not there yet");

        // Another process that has ended without a word, and one that ended properly.
        await test.Database.WriteAsync(session => session.ExecuteAsync("INSERT INTO process (host, pid, started_at, beats, seen_at, state) VALUES ('gone', 1, 1, 5, 1, 'alive'), ('stopped', 2, 1, 5, 1, 'stopped')"));
        (await uses.ReadAsync("voice", 1)).Select(static each => (each.Process.Host == "gone", each.IsSeen, each.FirstUsedAt is null)).Should().Equal((false, true, false), (true, false, true));
        var change = () => test.Database.WriteAsync(session => session.ExecuteAsync("UPDATE version_use SET used_at = 1"));
        (await change.Should().ThrowAsync<System.Data.Common.DbException>()).Which.Message.Should().Contain("never changed");
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Revise_Correction_IsScoredAnewAndTheOldStays(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        await PublishAsync(silo, TestTrees.Document());
        var intake = silo.Service<InteractionIntake>();
        await intake.SubmitAsync([TestInteractions.Received("i-1")]);

        (await intake.ReviseAsync(TestInteractions.Received("i-1", "不知道"))).Should().Be(new RevisionAnswer(RevisionOutcome.Stored, 2));
        (await intake.ReviseAsync(TestInteractions.Received("i-1", "不知道"))).Should().Be(new RevisionAnswer(RevisionOutcome.Stored, 2), "the same correction is one");
        (await intake.ReviseAsync(TestInteractions.Received("unknown"))).Outcome.Should().Be(RevisionOutcome.Unknown);
        await Eventually.Async(async () => await CountAsync(test, "scorecard") == 2);

        (await test.Database.ReadAsync(session => session.QueryAsync<double>("SELECT score FROM scorecard ORDER BY revision"))).Should().Equal(100d, 85d);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Create_BatchBySelection_TakesWhatFitsAndIsFilledPageByPage(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        await PublishAsync(silo, TestTrees.Document());
        await StoreQuietlyAsync(test, TestInteractions.Many(6_000));
        await StoreQuietlyAsync(test, [TestInteractions.Received("late", startedAt: "2026-12-01T00:00:00Z"), TestInteractions.Received("other", agent: "a-2")]);
        var tasks = silo.Service<InspectionTasks>();

        var all = (await tasks.CreateAsync(new(TestTrees.Set, "十月", "a", TaskSelection.Everything with { To = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), Agents = ["a-1"] }, []))).Value!;
        var one = (await tasks.CreateAsync(new(TestTrees.Set, "一人", "a", TaskSelection.Everything with { Agents = ["a-2"], Channels = ["chat"] }, []))).Value!;
        var none = (await tasks.CreateAsync(new(TestTrees.Set, "无", "a", TaskSelection.Everything with { BusinessLines = ["贷款"], AgentGroups = ["甲"] }, []))).Value!;

        await Eventually.Async(async () => (await tasks.FindAsync(all.Id))!.State == TaskState.Finished && (await tasks.FindAsync(none.Id))!.State == TaskState.Finished);
        await Eventually.Async(async () => (await tasks.FindAsync(one.Id))!.State == TaskState.Finished);
        (await tasks.FindAsync(all.Id)).Should().BeEquivalentTo(new { Total = 6_000L, Scored = 6_000L, SetAside = 0L });
        (await tasks.FindAsync(one.Id))!.Total.Should().Be(1);
        (await tasks.FindAsync(none.Id))!.Total.Should().Be(0);
        (await CountAsync(test, "scorecard")).Should().Be(6_001);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Create_BatchBySelection_TakesOnlyWhatTheSetIsFor(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        await StoreQuietlyAsync(test, [TestInteractions.Received("chat"), TestInteractions.Received("mail", channel: "email"), TestInteractions.Received("call", channel: "voice")]);
        await PublishAsync(silo, TestTrees.Document(appliesTo: "{ channels: [chat, email] }"));
        var tasks = silo.Service<InspectionTasks>();

        var all = (await tasks.CreateAsync(new(TestTrees.Set, "", "a", TaskSelection.Everything, []))).Value!.Id;
        var mails = (await tasks.CreateAsync(new(TestTrees.Set, "", "a", TaskSelection.Everything with { Channels = ["email", "voice"] }, []))).Value!.Id;
        var asked = (await tasks.CreateAsync(new(TestTrees.Set, "", "a", null, ["call"]))).Value!.Id;

        foreach (var (task, total) in ((long, long)[])[(all, 2), (mails, 1), (asked, 1)])
        {
            await Eventually.Async(async () => (await tasks.FindAsync(task))!.State == TaskState.Finished);
            (await tasks.FindAsync(task))!.Scored.Should().Be(total, "what is asked for by name is scored whatever the set is for");
        }
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Create_BatchByList_PinsAtOnceAndRefusesWhatIsNotStored(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        await PublishAsync(silo, TestTrees.Document());
        await StoreQuietlyAsync(test, TestInteractions.Many(3));
        var tasks = silo.Service<InspectionTasks>();

        var created = (await tasks.CreateAsync(new(TestTrees.Set, "抽检", "a", null, ["i-000000", "i-000002", "i-000000"]))).Value!;
        created.Should().BeEquivalentTo(new { Total = 2L, IsFilled = true });
        created.Lease!.Version.Should().Be(1);
        (await tasks.CreateAsync(new(TestTrees.Set, "", "a", null, ["i-000000", "没有"]))).Refusal!.Detail.Should().Contain("没有");
        (await tasks.CreateAsync(new(TestTrees.Set, "", "a", null, []))).Refusal!.Kind.Should().Be(RefusalKind.InvalidRequest);
        (await tasks.CreateAsync(new("nowhere", "", "a", null, ["i-000000"]))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        await Eventually.Async(async () => (await tasks.FindAsync(created.Id))!.State == TaskState.Finished);

        (await tasks.ListAsync(null, null, 10)).Should().HaveCount(1, "a refused task is not there");
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task PauseResumeCancelRetry_Task_DoesWhatItSaysAndNothingTwice(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var set = await PublishAsync(silo, TestTrees.Document());
        await StoreQuietlyAsync(test, TestInteractions.Many(50));
        var tasks = silo.Service<InspectionTasks>();
        await set.TakeOfflineAsync("a");
        var ids = TestInteractions.Many(50).Select(one => one.Interaction.Id).ToList();
        var paused = (await tasks.CreateAsync(new(TestTrees.Set, "暂停", "a", null, [.. ids]))).Value!.Id;
        var cancelled = (await tasks.CreateAsync(new(TestTrees.Set, "取消", "a", null, [.. ids]))).Value!.Id;
        var (pause, cancel) = (silo.Grains.GetGrain<IInspectionTaskGrain>(paused), silo.Grains.GetGrain<IInspectionTaskGrain>(cancelled));

        (await pause.PauseAsync("a")).Value!.State.Should().Be(TaskState.Paused);
        (await pause.PauseAsync("a")).Refusal!.Kind.Should().Be(RefusalKind.Closed);
        (await cancel.CancelAsync("a")).Value!.State.Should().Be(TaskState.Cancelled);
        (await cancel.ResumeAsync("a")).Refusal!.Kind.Should().Be(RefusalKind.Closed);
        (await silo.Grains.GetGrain<IInspectionTaskGrain>(999).PauseAsync("a")).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        await test.Database.WriteAsync(session => session.ExecuteAsync("UPDATE interaction SET content = @content WHERE id = @id", new { content = "{}"u8.ToArray(), id = ids[7] }));
        await set.BringOnlineAsync("a");
        (await CountAsync(test, "scorecard")).Should().Be(0, "one is paused and one cancelled");
        await pause.ResumeAsync("a");
        await Eventually.Async(async () => (await tasks.FindAsync(paused))!.State == TaskState.Finished);
        (await tasks.FindAsync(paused)).Should().BeEquivalentTo(new { Scored = 49L, SetAside = 1L });
        (await tasks.ListSetAsideAsync(paused, 10)).Single().Interaction.Should().Be(ids[7]);

        await test.Database.WriteAsync(session => session.ExecuteAsync(
            "UPDATE interaction SET content = @content WHERE id = @id", new { content = TestInteractions.Json(ids[7]), id = ids[7] }));
        (await pause.RetryAsync("a")).Value!.State.Should().Be(TaskState.Running);
        await Eventually.Async(async () => (await tasks.FindAsync(paused))!.State == TaskState.Finished);
        (await tasks.FindAsync(paused)).Should().BeEquivalentTo(new { Scored = 50L, SetAside = 0L });
        (await CountAsync(test, "scorecard")).Should().Be(50);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Scorecard_Stored_CarriesAllThatComputingItAgainNeeds(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        await PublishAsync(silo, TestTrees.Document());
        await silo.Service<InteractionIntake>().SubmitAsync([TestInteractions.Received("i-1")]);
        await Eventually.Async(async () => await CountAsync(test, "scorecard") == 1);

        var body = await test.Database.ReadAsync(session => session.QuerySingleAsync<byte[]>("SELECT body FROM scorecard"));
        (await CountAsync(test, $"scorecard WHERE hash = '{CanonicalJson.Hash(CanonicalJson.OfText(body))}' AND interaction_hash = '{TestInteractions.Received("i-1").Hash}'")).Should().Be(1);
        (await CountAsync(test, "scorecard c JOIN publication p ON p.hash = c.publication_hash JOIN rule_set_version v ON v.tree_hash = c.tree_hash WHERE c.lease = 1 AND c.lease_reason = 'start' AND c.scored_at >= c.lease_starts_at AND c.scored_at < c.lease_ends_at AND c.schema_name = 'qa.norm-tree/1'")).Should().Be(1);
    }

    private static async Task<IRuleSetGrain> PublishAsync(TestSilo silo, TreeSource.Document document, string id = TestTrees.Set)
    {
        var set = silo.RuleSet(id);
        var draft = (await set.ProposeAsync(new(document, "a", "", null))).Value!;
        (await set.PublishAsync(draft.Id, "a")).Succeeded.Should().BeTrue();
        return set;
    }

    // Stored without work, as before the set was there.
    private static Task<bool[]> StoreQuietlyAsync(TestDatabase test, IReadOnlyList<ReceivedInteraction> received) =>
        test.Database.WriteAsync(session => InteractionRows.AddAsync(session, received, DateTimeOffset.UtcNow));

    private static async Task<DateTimeOffset> LastScoredAtAsync(TestDatabase test) =>
        UtcTicks.ToTime(await test.Database.ReadAsync(static session => session.QuerySingleAsync<long>("SELECT max(scored_at) FROM scorecard")));

    private static Task<long> CountAsync(TestDatabase test, string from) =>
        test.Database.ReadAsync(session => session.QuerySingleAsync<long>($"SELECT count(*) FROM {from}"));
}
