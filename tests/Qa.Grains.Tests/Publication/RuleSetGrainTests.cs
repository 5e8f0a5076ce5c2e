using Qa.Grains.Publication;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Publication.Cold;
using Qa.Grains.Publication.Log;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Publication.Verification;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Tests.Hosting;
using Qa.Grains.Tests.Storage;
using Qa.Rules.Versions;

namespace Qa.Grains.Tests.Publication;

/// <summary>Publishing and its approval rules, as people meet them.</summary>
public class RuleSetGrainTests
{
    private const string Author = "李雷";
    private const string First = "韩梅梅";
    private const string Second = "王芳";

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Publish_FirstVersion_NeedsNoApprovalAndIsRecordedSo(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var set = silo.RuleSet(TestTrees.Set);

        var draft = Of(await set.ProposeAsync(new(TestTrees.Document(), Author, "启用", null)));
        var published = Of(await set.PublishAsync(draft.Id, Author));

        published.Should().BeEquivalentTo(new { Version = 1L, Publication = 1L, Mode = PublicationMode.HotSet, Standing = Standing.Initial });
        (await set.GetStatusAsync()).Head.Should().BeEquivalentTo(new { RuleSet = TestTrees.Set, IsOnline = true, Version = 1L, Publication = 1L, LeaseSeconds = 60L });
        Of(await set.PublishAsync(draft.Id, Author)).Should().Be(published, "the same draft is published once");
        await ShouldHoldAsync(silo, 1);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Publish_SingleNorm_NeedsAnotherPersonAndSharesTheRest(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var set = await PublishedAsync(silo);

        var draft = Of(await set.ProposeAsync(new(TestTrees.Greeting("早上好"), Author, "换问候语", 1)));
        (await set.PublishAsync(draft.Id, Author)).Refusal!.Kind.Should().Be(RefusalKind.Unapproved);
        (await set.ApproveAsync(draft.Id, $" {Author} ")).Refusal!.Kind.Should().Be(RefusalKind.NotThisPerson);
        (await set.ApproveAsync(draft.Id, $"{Author}/token")).Refusal!.Kind.Should().Be(RefusalKind.NotThisPerson, "a machine with the author's token is the author");
        Of(await set.ApproveAsync(draft.Id, First)).IsApproved.Should().BeTrue();
        (await set.ApproveAsync(draft.Id, First)).Refusal!.Kind.Should().Be(RefusalKind.NotThisPerson);
        var published = Of(await set.PublishAsync(draft.Id, Author));

        published.Should().BeEquivalentTo(new { Version = 2L, Mode = PublicationMode.HotNorm, Standing = Standing.Approved });
        var history = await silo.Service<VersionCatalogue>().FindHistoryAsync(TestTrees.Set, 2);
        history!.Record.Should().BeEquivalentTo(new { Parent = 1, NormPath = "greeting", By = Author, Note = "换问候语" });
        history.Approvals.Select(approval => approval.By).Should().Equal(First);
        (await silo.Service<VersionCatalogue>().FindSourceAsync(TestTrees.Set, 2)).Should().Be(TestTrees.Greeting("早上好"));
        await ShouldHoldAsync(silo, 2);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Publish_AddedNormThatNamesALexicon_FindsItThroughEarlierVersions(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var set = await PublishedAsync(silo);
        await PublishAsync(set, TestTrees.Greeting("早上好"), First);

        var added = new TreeSource.Node(NodeOperation.Add, "forbidden", 0, "{id: mild, name: 轻微, points: -1, forbid: {anyOf: ['@insults']}}");
        await PublishAsync(set, added, First);
        await PublishAsync(set, new TreeSource.Node(NodeOperation.Remove, "forbidden/phrase", null, ""), First);

        var catalogue = silo.Service<VersionCatalogue>();
        (await catalogue.FindHistoryAsync(TestTrees.Set, 3))!.Record.NormPath.Should().Be("forbidden/mild");
        (await catalogue.FindDocumentAsync(TestTrees.Set, 3)).Should().Contain("\"id\":\"mild\"").And.Contain("白痴");
        (await catalogue.FindDocumentAsync(TestTrees.Set, 4)).Should().NotContain("不知道");
        await ShouldHoldAsync(silo, 4);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Publish_VetoNormChanged_NeedsTwoApprovers(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var set = await PublishedAsync(silo);

        var draft = Of(await set.ProposeAsync(new(TestTrees.Document(veto: "闭嘴"), Author, "", null)));
        draft.TouchesVeto.Should().BeTrue();
        await set.ApproveAsync(draft.Id, First);
        (await set.PublishAsync(draft.Id, Author)).Refusal!.Kind.Should().Be(RefusalKind.Unapproved);
        await set.ApproveAsync(draft.Id, Second);

        Of(await set.PublishAsync(draft.Id, Author)).Version.Should().Be(2);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task DraftPreview_Draft_SaysWhatItChangesUntilItIsClosed(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var previews = silo.Service<DraftPreview>();
        var first = Of(await silo.RuleSet(TestTrees.Set).ProposeAsync(new(TestTrees.Document(), Author, "", null)));
        Of(await previews.OfAsync(first)).Should().BeEquivalentTo(new { Before = (object?)null, Difference = (object?)null, After = new { Name = "语音" } });
        var set = await PublishedAsync(silo);

        var draft = Of(await set.ProposeAsync(new(TestTrees.Greeting("早上好"), Author, "", null)));
        var change = Of(await previews.OfAsync(draft));
        var withdrawn = Of(await set.WithdrawAsync(draft.Id, Author));

        change.Difference!.Nodes.Should().ContainSingle().Which.Should().BeOfType<NodeChange.Changed>().Which.Keys.Single().Phrases!.Added.Should().Equal("早上好");
        (await previews.OfAsync(withdrawn)).Refusal!.Kind.Should().Be(RefusalKind.Closed);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task PublishAsEmergency_WithoutApprovers_StaysMarkedUntilAnotherReviews(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var set = await PublishedAsync(silo);
        var catalogue = silo.Service<VersionCatalogue>();

        var draft = Of(await set.ProposeAsync(new(TestTrees.Document("没办法"), Author, "", null)));
        (await set.PublishAsEmergencyAsync(draft.Id, Author, " ")).Refusal!.Kind.Should().Be(RefusalKind.InvalidRequest);
        Of(await set.PublishAsEmergencyAsync(draft.Id, Author, "误判太多")).Standing.Should().Be(Standing.Emergency);
        (await catalogue.FindHistoryAsync(TestTrees.Set, 2))!.AwaitsReview.Should().BeTrue();
        (await set.ReviewAsync(2, Author, true, "")).Refusal!.Kind.Should().Be(RefusalKind.NotThisPerson);
        (await set.ReviewAsync(1, First, true, "")).Refusal!.Kind.Should().Be(RefusalKind.Closed);
        Of(await set.ReviewAsync(2, First, true, "同意"));
        (await set.ReviewAsync(2, Second, false, "")).Refusal!.Kind.Should().Be(RefusalKind.Closed);

        var entry = await catalogue.FindHistoryAsync(TestTrees.Set, 2);
        entry!.Review.Should().BeEquivalentTo(new { Reviewer = First, Accepted = true, Note = "同意" });
        entry.Standing.Should().Be(Standing.Emergency, "it stays marked");
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Publish_ChangeOfAnOldVersion_IsRefusedWithTheOneInForce(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var set = await PublishedAsync(silo);

        var late = Of(await set.ProposeAsync(new(TestTrees.Document("没办法"), Author, "", 1)));
        await set.ApproveAsync(late.Id, First);
        await PublishAsync(set, TestTrees.Greeting("早上好"), First);

        (await set.PublishAsync(late.Id, Author)).Refusal.Should().BeEquivalentTo(new { Kind = RefusalKind.Conflict, Head = 2L });
        (await set.ProposeAsync(new(TestTrees.Document(), Author, "", 1))).Refusal.Should().BeEquivalentTo(new { Kind = RefusalKind.Conflict, Head = 2L });
        await ShouldHoldAsync(silo, 2);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Publish_Rollback_RepeatsTheTreeAsANewVersion(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var set = await PublishedAsync(silo);
        await PublishAsync(set, TestTrees.Greeting("早上好"), First);

        var published = await PublishAsync(set, new TreeSource.Earlier(1), First);

        var catalogue = silo.Service<VersionCatalogue>();
        published.Should().BeEquivalentTo(new { Version = 3L, Mode = PublicationMode.Rollback, (await catalogue.FindAsync(TestTrees.Set, 1))!.TreeHash });
        (await set.ProposeAsync(new(new TreeSource.Earlier(9), Author, "", null))).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        await ShouldHoldAsync(silo, 3);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Propose_DocumentWithErrors_GivesThemAllAndKeepsNothing(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var set = silo.RuleSet(TestTrees.Set);
        var document = TestTrees.Document();

        var missing = await set.ProposeAsync(new(document with { Lexicons = document.Lexicons.Clear() }, Author, "", null));
        var other = await set.ProposeAsync(new(TestTrees.Document(ruleSet: "other"), Author, "", null));
        var several = await set.ProposeAsync(new(document with { Text = document.Text.Replace("points: -5", "points: five", StringComparison.Ordinal).Replace("name: 问候", "nme: 问候", StringComparison.Ordinal) }, Author, "", null));
        var node = await set.ProposeAsync(new(TestTrees.Greeting("早"), Author, "", null));

        missing.Refusal!.Errors.Single().Found.Should().Contain("words/insults.txt");
        other.Refusal!.Errors.Single().Key.Should().Be("ruleSet");
        several.Refusal!.Errors.Length.Should().BeGreaterThan(1);
        several.Refusal.Errors.Should().OnlyContain(error => error.Line > 0 && error.File == "voice.yaml");
        node.Refusal!.Kind.Should().Be(RefusalKind.NotFound, "there is no version to change a node of");
        (await set.GetStatusAsync()).Drafts.Should().BeEmpty();
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Publish_OfflineSet_IsRefusedUntilItIsOnlineAgain(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var set = await PublishedAsync(silo);

        Of(await set.TakeOfflineAsync(Author)).IsOnline.Should().BeFalse();
        var draft = Of(await set.ProposeAsync(new(TestTrees.Document("没办法"), Author, "", null)));
        await set.ApproveAsync(draft.Id, First);
        (await set.PublishAsync(draft.Id, Author)).Refusal!.Kind.Should().Be(RefusalKind.Offline);
        Of(await set.BringOnlineAsync(Author)).IsOnline.Should().BeTrue();

        Of(await set.PublishAsync(draft.Id, Author)).Version.Should().Be(2);
        (await set.SetLeaseAsync(0, Author)).Refusal!.Kind.Should().Be(RefusalKind.InvalidRequest);
        Of(await set.SetLeaseAsync(300, Author)).LeaseSeconds.Should().Be(300);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Stage_FullTreeOfAnOfflineSet_TakesEffectAtTheNextStart(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        string staged;
        await using (var silo = await TestSilo.StartAsync(test))
        {
            var set = await PublishedAsync(silo);
            var draft = Of(await set.ProposeAsync(new(TestTrees.Document("没办法"), Author, "月度计划", null)));
            (await set.StageAsync(draft.Id, Author)).Refusal!.Kind.Should().Be(RefusalKind.Unapproved);
            await set.ApproveAsync(draft.Id, First);
            (await set.StageAsync(draft.Id, Author)).Refusal!.Kind.Should().Be(RefusalKind.Online);
            await set.TakeOfflineAsync(Author);
            Of(await set.StageAsync(draft.Id, Author)).State.Should().Be(DraftState.Staged);
            staged = draft.Id;

            var status = await set.GetStatusAsync();
            status.StagedDraft.Should().Be(staged);
            status.Awaited.Select(process => process.ProcessId).Should().Equal(Environment.ProcessId);
            status.Head!.Version.Should().Be(1);
            (await set.BringOnlineAsync(Author)).Refusal!.Kind.Should().Be(RefusalKind.Closed);
            var norm = Of(await set.ProposeAsync(new(TestTrees.Greeting("早"), Author, "", null)));
            await set.ApproveAsync(norm.Id, First);
            (await set.StageAsync(norm.Id, Author)).Refusal!.Kind.Should().Be(RefusalKind.InvalidRequest, "only full trees are staged");
        }

        await using var next = await TestSilo.StartAsync(test);
        await Eventually.Async(async () => (await next.RuleSet(TestTrees.Set).GetStatusAsync()).Head is { IsOnline: true, Version: 2 });

        var entry = await next.Service<VersionCatalogue>().FindHistoryAsync(TestTrees.Set, 2);
        entry!.Record.Should().BeEquivalentTo(new { Mode = PublicationMode.Cold, Parent = 1, Note = "月度计划" });
        Of(await next.RuleSet(TestTrees.Set).GetDraftAsync(staged)).Published!.Version.Should().Be(2);
        await ShouldHoldAsync(next, 2);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task GetDraft_StagedTreeTookEffectWhileTheGrainWasActive_IsPublished(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var set = silo.RuleSet(TestTrees.Set);
        var draft = Of(await set.ProposeAsync(new(TestTrees.Document(), Author, "", null)));
        Of(await set.StageAsync(draft.Id, Author)).State.Should().Be(DraftState.Staged);

        var next = await test.Database.WriteAsync(session => ProcessRows.AddAsync(session, "host", 1, DateTimeOffset.UnixEpoch));
        (await silo.Service<ColdStart>().RunAsync(next, [])).Should().ContainSingle();

        Of(await set.GetDraftAsync(draft.Id)).Should().BeEquivalentTo(new { State = DraftState.Published, Published = new { Version = 1L } });
        (await set.GetStatusAsync()).Drafts.Should().NotContain(listed => listed.IsLive);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Withdraw_StagedTree_LeavesNothingForTheNextStart(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var set = silo.RuleSet(TestTrees.Set);

        var draft = Of(await set.ProposeAsync(new(TestTrees.Document(), Author, "", null)));
        Of(await set.StageAsync(draft.Id, Author)).State.Should().Be(DraftState.Staged, "a set without versions starts offline when it is staged first");
        Of(await set.WithdrawAsync(draft.Id, Author)).State.Should().Be(DraftState.Withdrawn);

        var status = await set.GetStatusAsync();
        status.StagedDraft.Should().BeNull();
        status.Head.Should().BeEquivalentTo(new { IsOnline = false, Version = (long?)null });
        (await set.BringOnlineAsync(Author)).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await set.PublishAsync(draft.Id, Author)).Refusal!.Kind.Should().Be(RefusalKind.Closed);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Schedule_ApprovedDraft_IsPublishedAtItsTimeAndALateOneFails(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var set = await PublishedAsync(silo);
        var draft = Of(await set.ProposeAsync(new(TestTrees.Greeting("早上好"), Author, "", null)));
        var rival = Of(await set.ProposeAsync(new(TestTrees.Greeting("晚上好"), Author, "", null)));
        (await set.ScheduleAsync(draft.Id, DateTimeOffset.UtcNow.AddHours(1), Author)).Refusal!.Kind.Should().Be(RefusalKind.Unapproved);
        await set.ApproveAsync(draft.Id, First);
        await set.ApproveAsync(rival.Id, First);
        (await set.ScheduleAsync(draft.Id, DateTimeOffset.UtcNow.AddSeconds(-1), Author)).Refusal!.Kind.Should().Be(RefusalKind.InvalidRequest);

        Of(await set.ScheduleAsync(draft.Id, DateTimeOffset.UtcNow.AddMilliseconds(300), Author)).State.Should().Be(DraftState.Scheduled);
        Of(await set.ScheduleAsync(rival.Id, DateTimeOffset.UtcNow.AddMilliseconds(600), Author));
        await Eventually.Async(async () => Of(await set.GetDraftAsync(rival.Id)).State == DraftState.Failed);

        Of(await set.GetDraftAsync(draft.Id)).Published!.Version.Should().Be(2);
        Of(await set.GetDraftAsync(rival.Id)).Failure.Should().Contain("version 2");
        await ShouldHoldAsync(silo, 2);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Score_VersionGrain_ScoresByThatVersion(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var set = await PublishedAsync(silo);
        await PublishAsync(set, TestTrees.Greeting("早上好"), First);
        var interaction = """{"id":"i","channel":"chat","startedAt":"2026-10-01T09:00:00Z","agent":{"id":"a"},"turns":[{"role":"agent","text":"您好"}]}"""u8.ToArray();

        var old = Of(await silo.Grains.GetGrain<IVersionGrain>("voice@1").ScoreAsync(interaction));
        var now = Of(await silo.Grains.GetGrain<IVersionGrain>("voice@2").ScoreAsync(interaction));

        old.Json.Should().Contain("\"score\":100").And.Contain("\"version\":1");
        now.Json.Should().Contain("\"score\":90").And.Contain("\"version\":2");
        (await silo.Grains.GetGrain<IVersionGrain>("voice@3").ScoreAsync(interaction)).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await silo.Grains.GetGrain<IVersionGrain>("voice@2").ScoreAsync("{}"u8.ToArray())).Refusal!.Detail.Should().Contain("'id'");
    }

    private static async Task<IRuleSetGrain> PublishedAsync(TestSilo silo)
    {
        var set = silo.RuleSet(TestTrees.Set);
        var draft = Of(await set.ProposeAsync(new(TestTrees.Document(), Author, "", null)));
        Of(await set.PublishAsync(draft.Id, Author));
        return set;
    }

    private static async Task<PublishedVersion> PublishAsync(IRuleSetGrain set, TreeSource source, string approver)
    {
        var draft = Of(await set.ProposeAsync(new(source, Author, "", null)));
        Of(await set.ApproveAsync(draft.Id, approver));
        return Of(await set.PublishAsync(draft.Id, Author));
    }

    private static async Task ShouldHoldAsync(TestSilo silo, int records)
    {
        var report = await silo.Service<ChainAudit>().RunAsync();
        report.Findings.Should().BeEmpty();
        report.Count.Should().Be(records);
    }

    private static T Of<T>(Answer<T> answer)
        where T : class => answer.Value ?? throw new InvalidOperationException(answer.Refusal!.Detail);
}
