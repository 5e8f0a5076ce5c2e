using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Live;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Tests.Hosting;
using Qa.Grains.Tests.Storage;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;

namespace Qa.Grains.Tests.Live;

/// <summary>Conversations that are inspected while they go on.</summary>
public class LiveInteractionTests
{
    private const string Header = """{"channel":"voice","startedAt":"2026-11-23T09:00:00Z","agent":{"id":"a-1","group":"g"}}""";

    private static readonly TreeSource.Document Set = new(
        "live.yaml",
        """
        schema: qa.norm-tree/1
        ruleSet: live
        name: 事中
        norms:
          - {id: insult, name: 辱骂, points: veto, forbid: {anyOf: [白痴]}}
          - {id: interrupting, name: 抢话, points: -5, forbid: {interruption: {by: agent, longerThan: 1}}}
          - {id: wait, name: 冷场, points: -5, forbid: {silence: {longerThan: 10, before: agent}}}
          - {id: no-apology, name: 未致歉, points: -5, forbid: {lacking: {of: {anyOf: [投诉], role: customer}, near: {anyOf: [抱歉]}, after: 2}}}
          - {id: closing, name: 结束语, points: -10, require: {anyOf: [再见], turns: {last: 1}}}
        """,
        ImmutableSortedDictionary<string, string>.Empty);

    private static readonly string[] Turns =
    [
        """{"role":"agent","text":"您好","start":0,"end":1}""",
        """{"role":"customer","text":"我要投诉","start":1.5,"end":4}""",
        """{"role":"agent","text":"白痴","start":2,"end":5}""",
        """{"role":"customer","text":"什么","start":6,"end":7}""",
        """{"role":"agent","text":"抱歉，再见","start":20,"end":21}""",
    ];

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Conversation_TurnByTurn_RaisesAtOnceAndEndsAsTheWholeScores(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        await PublishAsync(silo);
        var live = silo.Grains.GetGrain<ILiveInteractionGrain>("call-1");

        var raised = new List<string>();
        for (var index = 0; index < Turns.Length; index++)
        {
            var answer = await AddAsync(live, index);
            answer.Versions.Should().Equal("live@1");
            raised.AddRange(answer.Alerts.Select(alert => $"{index} {alert.NormPath} {alert.Turn} {alert.Text} {alert.IsVeto}"));
            (await AddAsync(live, index)).Should().BeEquivalentTo(new { IsDuplicate = true, Alerts = Array.Empty<LiveAlert>() }, "a retry is the same turn");
        }

        raised.Should().Equal("2 insult 2 白痴 True", "2 interrupting 2 白痴 False", "4 wait 4 抱歉，再见 False");
        var result = (await live.EndAsync()).Value!;
        (await live.EndAsync()).Value.Should().BeEquivalentTo(result, "a retry of the end is the same end");
        (await live.AddTurnAsync(new(0, Header, Turns[0]))).Refusal!.Kind.Should().Be(RefusalKind.Closed);

        var whole = (await silo.Service<InteractionArchive>().FindAsync("call-1"))!;
        var tree = await silo.Service<CompiledVersions>().GetAsync("live", 1);
        result.Scorecards.Should().Equal(ScorecardJson.ToText(Scorer.Score(tree, InteractionReader.Read(whole.Content).Interaction!, 1)));
        result.Scorecards[0].Should().Contain("\"vetoed\":true");
        var stored = (await silo.Service<InteractionArchive>().ScorecardsAsync("call-1")).Single();
        stored.Should().BeEquivalentTo(new { Version = 1L, Lease = 1L, LeaseReason = "start", InteractionHash = whole.Hash });
        (await CountAsync(test, "live_turn")).Should().Be(0);
        (await CountAsync(test, "live_alert")).Should().Be(3);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Conversation_AfterAPublicationAndARestart_KeepsItsVersionAndItsTurns(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using (var silo = await TestSilo.StartAsync(test))
        {
            await PublishAsync(silo);
            var live = silo.Grains.GetGrain<ILiveInteractionGrain>("call-1");
            for (var index = 0; index < 3; index++)
                await AddAsync(live, index);
            var set = silo.RuleSet("live");
            var draft = (await set.ProposeAsync(new(Set with { Text = Set.Text.Replace("白痴", "笨蛋", StringComparison.Ordinal) }, "a", "", null))).Value!;
            (await set.PublishAsEmergencyAsync(draft.Id, "a", "试")).Succeeded.Should().BeTrue();
        }

        await using var next = await TestSilo.StartAsync(test);
        var again = next.Grains.GetGrain<ILiveInteractionGrain>("call-1");
        (await AddAsync(again, 2)).IsDuplicate.Should().BeTrue();
        var fourth = await AddAsync(again, 3);
        fourth.Versions.Should().Equal("live@1");
        fourth.Alerts.Should().BeEmpty("what was told is not told again");
        (await again.EndAsync()).Value!.Scorecards.Single().Should().Contain("\"version\":1");
        (await AddAsync(next.Grains.GetGrain<ILiveInteractionGrain>("call-2"), 0)).Versions.Should().Equal("live@2");
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task AddTurn_BadInput_IsRefusedAndStoresNothing(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        await PublishAsync(silo);
        var live = silo.Grains.GetGrain<ILiveInteractionGrain>("call-1");

        (await live.AddTurnAsync(new(1, Header, Turns[0]))).Refusal!.Kind.Should().Be(RefusalKind.OutOfOrder);
        (await live.AddTurnAsync(new(0, null, Turns[0]))).Refusal!.Detail.Should().Contain("'interaction'");
        (await live.AddTurnAsync(new(0, """{"id":"x"}""", Turns[0]))).Refusal!.Kind.Should().Be(RefusalKind.InvalidRequest);
        (await live.AddTurnAsync(new(0, """{"channel":"voice","channel":"chat"}""", Turns[0]))).Refusal!.Kind.Should().Be(RefusalKind.InvalidRequest);
        (await live.AddTurnAsync(new(0, """{"channel":"fax"}""", Turns[0]))).Refusal!.Detail.Should().Contain("'channel'");
        (await live.AddTurnAsync(new(0, Header, """{"role":"agent"}"""))).Refusal!.Detail.Should().Contain("turns[0].text");
        (await live.EndAsync()).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await CountAsync(test, "live_turn")).Should().Be(0);

        await AddAsync(live, 0);
        (await live.AddTurnAsync(new(1, Header, Turns[1]))).Refusal!.Detail.Should().Contain("first turn alone");
        (await live.AddTurnAsync(new(0, Header, Turns[1]))).Refusal!.Kind.Should().Be(RefusalKind.OtherContent);
        (await live.AddTurnAsync(new(0, Header, Turns[0].Replace(":0,", ": 0.0,", StringComparison.Ordinal)))).Succeeded.Should().BeTrue("it says the same");
        (await CountAsync(test, "live_turn")).Should().Be(1);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Conversation_WhileTheSetIsOffline_IsStoredAndScoredWhenItIsOnlineAgain(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        var set = await PublishAsync(silo);
        await set.TakeOfflineAsync("a");
        var (first, second) = (silo.Grains.GetGrain<ILiveInteractionGrain>("call-1"), silo.Grains.GetGrain<ILiveInteractionGrain>("call-2"));

        for (var index = 0; index < 3; index++)
        {
            (await AddAsync(first, index)).Versions.Should().BeEmpty();
            await AddAsync(second, index);
        }

        (await first.EndAsync()).Value!.Scorecards.Should().BeEmpty();
        await set.BringOnlineAsync("a");
        await Eventually.Async(async () => await CountAsync(test, "scorecard") == 1);

        (await AddAsync(second, 3)).Alerts.Select(alert => alert.NormPath).Should().BeEquivalentTo("insult", "interrupting");
        (await second.EndAsync()).Value!.Scorecards.Should().HaveCount(1);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Sweep_ConversationWithoutTurns_EndsIt(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var silo = await TestSilo.StartAsync(test, time);
        await PublishAsync(silo);
        var live = silo.Grains.GetGrain<ILiveInteractionGrain>("call-1");
        await AddAsync(live, 0);

        await live.EndIfIdleAsync();
        (await CountAsync(test, "scorecard")).Should().Be(0);
        time.Advance(LiveSettings.Default.IdleTime);
        await live.EndIfIdleAsync();

        (await CountAsync(test, "scorecard")).Should().Be(1);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Feed_FromAnyPlace_GivesEveryAlertOnceInOrder(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        await PublishAsync(silo);
        var feed = silo.Service<LiveAlertFeed>();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var begun = new TaskCompletionSource();
        var watching = Task.Run(async () =>
        {
            var seen = new List<LiveAlert>();
            await foreach (var alert in feed.ReadAsync(null, TimeSpan.FromHours(1), stop.Token))
            {
                begun.TrySetResult();
                if (alert is not null)
                    seen.Add(alert);
                if (seen.Count == 24)
                    break;
            }

            return seen;
        });
        await begun.Task;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            var live = silo.Grains.GetGrain<ILiveInteractionGrain>($"call-{number}");
            for (var index = 0; index < Turns.Length; index++)
                await AddAsync(live, index);
        }));

        var watched = await watching;
        watched.Select(alert => alert.Number).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        var rest = new List<long>();
        await foreach (var alert in feed.ReadAsync(watched[10].Number, TimeSpan.FromHours(1), stop.Token))
        {
            if (alert is not null)
                rest.Add(alert.Number);
            if (rest.Count == 13)
                break;
        }

        rest.Should().Equal(watched.Skip(11).Select(alert => alert.Number));
    }

    private static async Task<LiveTurnAnswer> AddAsync(ILiveInteractionGrain live, int index)
    {
        var answer = await live.AddTurnAsync(new(index, index == 0 ? Header : null, Turns[index]));
        return answer.Value ?? throw new InvalidOperationException(answer.Refusal!.Detail);
    }

    private static async Task<IRuleSetGrain> PublishAsync(TestSilo silo)
    {
        var set = silo.RuleSet("live");
        var draft = (await set.ProposeAsync(new(Set, "a", "", null))).Value!;
        (await set.PublishAsync(draft.Id, "a")).Succeeded.Should().BeTrue();
        return set;
    }

    private static Task<long> CountAsync(TestDatabase test, string table) =>
        test.Database.ReadAsync(session => session.QuerySingleAsync<long>($"SELECT count(*) FROM {table}"));
}
