using Qa.Grains.Auditing.Search;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Replay;
using Qa.Grains.Tests.Hosting;
using Qa.Grains.Tests.Inspection;
using Qa.Grains.Tests.Publication;
using Qa.Grains.Tests.Storage;

namespace Qa.Grains.Tests.Replay;

/// <summary>What a draft would change, before it is published.</summary>
public class DraftImpactTests
{
    private const int Count = 120;

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Impact_OfADraft_IsThatOfTheVersionItIsPublishedAs(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        await ScoreAsync(test, silo, TestTrees.Document(), TestInteractions.Many(Count));
        var draft = await ProposeAsync(silo, TestTrees.Document("您好", "不知道"));

        var before = await RunAsync(silo, new(TestTrees.Set, Draft: draft.Id, Baseline: 1));
        (await silo.RuleSet(TestTrees.Set).GetStatusAsync()).Head!.Version.Should().Be(1, "nothing is published by looking");
        var node = await RunAsync(silo, new(TestTrees.Set, Draft: (await ProposeAsync(silo, TestTrees.Greeting("不知道"))).Id, Baseline: 1));
        (await silo.RuleSet(TestTrees.Set).PublishAsEmergencyAsync(draft.Id, "a", "test")).Succeeded.Should().BeTrue();
        var after = await RunAsync(silo, new(TestTrees.Set, Version: 2, Baseline: 1));

        before.Impact.Should().BeEquivalentTo(after.Impact);
        before.Impact!.Count.Should().Be(Count);
        before.Impact.VetoesGained.Should().Be(Count / 3);
        (before.TreeHash, before.TreeHash).Should().Be((after.TreeHash, (await silo.Service<Qa.Grains.Publication.Versions.VersionCatalogue>().FindAsync(TestTrees.Set, 2))!.TreeHash));
        node.Impact!.Norms.Single().Path.Should().Be("greeting", "a draft of one node changes that node");
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Impact_OfASample_IsDrawnAgainByItsSeed(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        await ScoreAsync(test, silo, TestTrees.Document(), TestInteractions.Many(Count));
        var draft = await ProposeAsync(silo, TestTrees.Document("您好", "不知道"));

        var first = await RunAsync(silo, new(TestTrees.Set, Draft: draft.Id, Baseline: 1, Sample: 50));
        var again = await RunAsync(silo, first.Request);
        var scored = await RunAsync(silo, first.Request with { Baseline = null });
        var more = await RunAsync(silo, new(TestTrees.Set, Draft: draft.Id, Baseline: 1, Sample: Count * 2, Seed: 1));

        (first.Total, first.Done, first.Impact!.Count).Should().Be((50, 50, 50));
        first.Request.Seed.Should().NotBeNull();
        var seed = first.Request.Seed!.Value;
        first.Impact.Examples.Select(static example => example.Interaction).Should().BeEquivalentTo(
            TestInteractions.Many(Count).Select(static one => one.Interaction.Id).OrderBy(id => SampleDraw.RankOf(seed, id)).Take(50), "all of them change");
        again.Impact.Should().BeEquivalentTo(first.Impact);
        scored.Impact.Should().BeEquivalentTo(first.Impact, "all were scored by the baseline");
        (more.Total, more.Impact!.Count).Should().Be((Count, Count));
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Impact_OfADraft_TellsOfGroupsAndOfWhomItIsFor(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        await ScoreAsync(test, silo, TestTrees.Document(appliesTo: "{ channels: [chat] }"), [
            TestInteractions.Received("1", "不知道", agent: "a-1", group: "日班"), TestInteractions.Received("2", "您好", agent: "a-2", group: "日班"),
            TestInteractions.Received("3", "不知道", agent: "a-3", group: "夜班"), TestInteractions.Received("4", "不知道", agent: "a-4"), TestInteractions.Received("5", "您好", agent: "a-4"),
        ]);
        await test.Database.WriteAsync(session => InteractionRows.AddAsync(session, [TestInteractions.Received("6", channel: "email"), TestInteractions.Received("7", channel: "email")], DateTimeOffset.UtcNow));
        var stricter = await ProposeAsync(silo, TestTrees.Document("不知道", "不知道", appliesTo: "{ channels: [chat] }"));
        var forMails = await ProposeAsync(silo, TestTrees.Document(appliesTo: "{ channels: [email] }"));
        var forGroup = await ProposeAsync(silo, TestTrees.Document(appliesTo: "{ channels: [chat, email], agentGroups: [日班] }"));

        var groups = (await RunAsync(silo, new(TestTrees.Set, Draft: stricter.Id, Baseline: 1))).Impact!;
        var mails = (await RunAsync(silo, new(TestTrees.Set, Draft: forMails.Id, Baseline: 1))).Impact!;
        var group = (await RunAsync(silo, new(TestTrees.Set, Draft: forGroup.Id, Baseline: 1))).Impact!;

        groups.Groups.Select(static each => (each.Group, each.Count, each.Changed, each.VetoedBefore, each.VetoedAfter, each.MeanBefore, each.MeanAfter)).Should().Equal(
            ("夜班", 1, 1, 0, 1, 85, 0), ("", 2, 1, 0, 1, 92.5, 50), ("日班", 2, 1, 0, 1, 92.5, 50));
        groups.Agents.Select(static each => each.Agent).Should().Equal("a-1", "a-3", "a-4");
        (mails.Count, mails.NoLongerFit, mails.NewlyFit).Should().Be((0, 5, 2));
        (group.Count, group.Changed, group.NoLongerFit, group.NewlyFit).Should().Be((2, 0, 3, 0));
    }

    [Fact]
    public async Task Start_OfWhatCannotBe_SaysWhyAndIsInNoList()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var silo = await TestSilo.StartAsync(test);
        await ScoreAsync(test, silo, TestTrees.Document(), TestInteractions.Many(3));
        var closed = await ProposeAsync(silo, TestTrees.Document("没办法"));
        await silo.RuleSet(TestTrees.Set).WithdrawAsync(closed.Id, "a");

        foreach (var (request, kind, detail) in new (ReplayRequest, RefusalKind, string)[]
        {
            (new(TestTrees.Set, Draft: closed.Id, Baseline: 1), RefusalKind.Closed, "withdrawn"),
            (new(TestTrees.Set, Draft: "none", Baseline: 1), RefusalKind.NotFound, "none"),
            (new(TestTrees.Set, Draft: closed.Id, Version: 1), RefusalKind.InvalidRequest, "one of the two"),
            (new(Draft: closed.Id), RefusalKind.InvalidRequest, "takes a set"),
            (new(TestTrees.Set, Sample: 10), RefusalKind.InvalidRequest, "a sample without"),
            (new(TestTrees.Set, Version: 1, Sample: 0), RefusalKind.InvalidRequest, "expected 1 to 100000"),
            (new(TestTrees.Set, Version: 1, Seed: 7), RefusalKind.InvalidRequest, "a seed without"),
            (new(TestTrees.Set, Version: 1, Baseline: 9), RefusalKind.NotFound, "voice@9"),
        })
        {
            var refusal = (await silo.Grains.GetGrain<IReplayGrain>(Guid.NewGuid()).StartAsync(request, "auditor")).Refusal!;
            refusal.Kind.Should().Be(kind, detail);
            refusal.Detail.Should().Contain(detail);
        }

        (await EntriesAsync(test)).Should().BeEmpty();
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Start_OfEachKind_IsInTheAuditLogOnce(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        await ScoreAsync(test, silo, TestTrees.Document(), TestInteractions.Many(3));
        var draft = await ProposeAsync(silo, TestTrees.Document("没办法"));
        var id = Guid.NewGuid();
        await silo.Grains.GetGrain<IReplayGrain>(id).StartAsync(new(Interaction: "i-000001"), "auditor");
        await silo.Grains.GetGrain<IReplayGrain>(id).StartAsync(new(Interaction: "i-000001"), "auditor");
        await RunAsync(silo, new(TestTrees.Set, Version: 1, From: new(2026, 10, 1, 0, 0, 0, TimeSpan.FromHours(8))));
        await RunAsync(silo, new(TestTrees.Set, Draft: draft.Id, Baseline: 1, Sample: 2, Seed: 7));

        var entries = await EntriesAsync(test);

        entries.Select(static entry => (entry.Actor, entry.Action, entry.Detail)).Should().BeEquivalentTo([
            ("auditor", ReplayAudit.Results, "interaction i-000001"), ("auditor", ReplayAudit.ByVersion, "voice@1, from 2026-09-30T16:00:00.0000000Z"),
            ("auditor", ReplayAudit.ByDraft, $"voice, draft {draft.Id}, against 1, sample of 2 by seed 7"),
        ]);
        entries.Select(static entry => ReplayAudit.ReplayOf(entry.Subject)).Should().Contain(id);
        ReplayAudit.ReplayOf("task 1").Should().BeNull();
    }

    private static async Task ScoreAsync(TestDatabase test, TestSilo silo, TreeSource.Document document, IReadOnlyList<ReceivedInteraction> interactions)
    {
        var draft = await ProposeAsync(silo, document);
        (await silo.RuleSet(TestTrees.Set).PublishAsync(draft.Id, "a")).Succeeded.Should().BeTrue();
        await silo.Service<InteractionIntake>().SubmitAsync(interactions);
        await Eventually.Async(async () => await test.Database.ReadAsync(static session => session.QuerySingleAsync<long>("SELECT count(*) FROM scorecard")) == interactions.Count);
    }

    private static async Task<Draft> ProposeAsync(TestSilo silo, TreeSource source) => (await silo.RuleSet(TestTrees.Set).ProposeAsync(new(source, "a", "", null))).Value!;

    private static async Task<ReplayProgress> RunAsync(TestSilo silo, ReplayRequest request)
    {
        var grain = silo.Grains.GetGrain<IReplayGrain>(Guid.NewGuid());
        (await grain.StartAsync(request, "auditor")).Refusal.Should().BeNull();
        await Eventually.Async(async () => (await grain.GetAsync()).Value!.State != ReplayState.Running);
        var progress = (await grain.GetAsync()).Value!;
        (progress.State, progress.Failure).Should().Be((ReplayState.Finished, null));
        return progress;
    }

    private static Task<IReadOnlyList<FoundEntry>> EntriesAsync(TestDatabase test) =>
        test.Database.ReadAsync(session => AuditSearchRows.PageAsync(session, AuditFilter.All with { Actions = [.. ReplayAudit.Actions] }, null, 100));
}
