using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.NormSets;
using Qa.Portal.Modules.NormSets.Suggesting;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Search;
using Qa.Portal.Tests.Commands;
using Qa.Portal.Tests.Platform.Access;
using Qa.Portal.Tests.Platform.Data;

namespace Qa.Portal.Tests.Modules.NormSets.Suggesting;

public class PhraseSuggestionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 10, 0, 0, 0, TimeSpan.Zero);
    private static readonly Actor Inspector = TestActor.With("li", DataScope.All, NormSetDesk.Publish, "interactions.read");

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task FindAsync_StoredInteractions_CountsBothSidesAndShowsTheNewest(DatabaseKind kind)
    {
        await using var test = await PortalTestDatabase.CreateAsync(kind);
        await AddAsync(
            test,
            Dialogue("i-1", "a-1", "2026-10-01T09:00:00Z", ("agent", "这个我不太知道。"), ("customer", "你不太知道？"), ("system", "他不太知道")),
            Dialogue("i-2", "a-2", "2026-10-02T09:00:00Z", ("agent", "不只道啊，打 13812345678，不太知道"), ("agent", "我不知道")),
            Dialogue("old", "a-1", "2026-08-01T09:00:00Z", ("agent", "不太知道")),
            Dialogue("other", "a-1", "2026-10-03T09:00:00Z", ("agent", "您好")));

        var report = (await FindAsync(test, "不知道", [], 30, Inspector))!;

        report.Should().BeEquivalentTo(new { Looked = 2, IsSample = false });
        report.Suggestions.Select(static each => (each.Text, each.Kind, each.Agent, each.Customer)).Should().Equal(("不太知道", VariantKind.Spoken, 2, 1), ("不只道", VariantKind.Homophone, 1, 0));
        var example = report.Suggestions[0].Example;
        example.Should().Be(new SuggestionExample("i-2", 0, "不只道啊，打 138****5678，不太知道", 19, 4));
        example.Sentence.Substring(example.Start, example.Length).Should().Be("不太知道");
        (await FindAsync(test, "不知道", ["太知道"], 30, Inspector))!.Suggestions.Select(static each => each.Text).Should().Equal("不只道");
        (await FindAsync(test, "不知道", [], 90, Inspector))!.Suggestions[0].Agent.Should().Be(3, "the old one is of that time");
        (await FindAsync(test, "App", [], 30, Inspector)).Should().BeNull();
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task FindAsync_OutOfReachOrErased_IsNotLookedAt(DatabaseKind kind)
    {
        await using var test = await PortalTestDatabase.CreateAsync(kind);
        await AddAsync(
            test, Dialogue("i-1", "a-1", "2026-10-01T09:00:00Z", ("agent", "不太知道")), Dialogue("i-2", "a-2", "2026-10-02T09:00:00Z", ("agent", "不太知道")),
            Dialogue("gone", "a-1", "2026-10-02T09:00:00Z", ("agent", "不太知道")));
        await test.Database.Database.WriteAsync(static async session =>
        {
            var erasure = await session.QuerySingleAsync<long>("INSERT INTO erasure (key, basis, reason, asked_by, at) VALUES ('k', 'request', '', 'a', 0) RETURNING number");
            await session.ExecuteAsync("UPDATE interaction SET content = @content, erasure = @erasure WHERE id = 'gone'", new { content = "{}"u8.ToArray(), erasure });
        });
        var own = TestActor.With("wang", DataScope.Own, NormSetDesk.Publish, "interactions.read") with { AgentId = "a-1" };

        (await FindAsync(test, "不知道", [], 30, own))!.Suggestions.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Agent = 1, Example = new { Interaction = "i-1" } });
        (await FindAsync(test, "不知道", [], 30, TestActor.With("no", DataScope.Own, NormSetDesk.Publish, "interactions.read")))!.Should().BeEquivalentTo(new { Looked = 0, Suggestions = Array.Empty<object>() });
        await FluentActions.Awaiting(() => FindAsync(test, "不知道", [], 30, TestActor.With("no", DataScope.All, NormSetDesk.Publish))).Should().ThrowAsync<NotAllowedException>("who may not read interactions is not shown a sentence of them");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task FindAsync_RealDialogues_AreWhatALookThroughAllOfThemFinds(DatabaseKind kind)
    {
        Skip.IfNot(File.Exists(RealDialogues), "there is no ../shared/data");
        await using var test = await PortalTestDatabase.CreateAsync(kind);
        var dialogues = (await File.ReadAllLinesAsync(RealDialogues)).Select(static line => JsonNode.Parse(line)!.AsObject()).ToList();
        await AddAsync(test, [.. dialogues.Select(static each => each.ToJsonString())]);
        var turns = dialogues.SelectMany(static each => each["turns"]!.AsArray()).Select(static turn => (Role: (string)turn!["role"]!, Text: Rules.Matching.TextNormaliser.Normalise((string)turn["text"]!))).ToList();

        foreach (var (phrase, wanted) in new[] { ("不客气", "不用客气"), ("没问题", "没有问题"), ("没有查到", "没有查询到"), ("祝您愉快", "祝您生活愉快") })
        {
            var report = (await FindAsync(test, phrase, [], 365, Inspector))!;

            var found = report.Suggestions.Should().Contain(each => each.Text == wanted, "it is said instead of {0}", phrase).Subject;
            found.Agent.Should().Be(Count("agent", wanted));
            found.Customer.Should().Be(Count("customer", wanted));
            (found.Agent + found.Customer).Should().BePositive();
        }

        int Count(string role, string text) => turns.Where(turn => turn.Role == role).Sum(turn => turn.Text.Split(text).Length - 1);
    }

    private static string RealDialogues => RepositoryFile.At("../shared/data/crosswoz-chat.jsonl");

    private static Task<SuggestionReport?> FindAsync(PortalTestDatabase test, string phrase, IReadOnlyCollection<string> present, int days, Actor actor) =>
        new PhraseSuggestions(new(test.Database.Database), new(test.Database.Database), new(new NoColleagues()), new FakeTimeProvider(Now)).FindAsync(phrase, present, bySound: false, days, actor);

    private static string Dialogue(string id, string agent, string startedAt, params (string Role, string Text)[] turns) => JsonSerializer.Serialize(
        new { id, channel = "chat", startedAt, agent = new { id = agent }, turns = turns.Select(static turn => new { role = turn.Role, text = turn.Text }) });

    private static async Task AddAsync(PortalTestDatabase test, params string[] dialogues)
    {
        var received = dialogues.Select(static each => ReceivedInteraction.Read(Encoding.UTF8.GetBytes(each)).Received!).ToList();
        var index = new SearchIndex(test.Database.Database);
        await test.Database.Database.WriteAsync(async session =>
        {
            await session.InsertManyAsync(
                "interaction", ["id", "revision", "content", "hash", "channel", "agent_id", "started_at", "received_at"], [],
                [
                    .. received.Select(static each => new object?[]
                    {
                        each.Interaction.Id, 1L, each.Content, each.Hash, "chat", each.Interaction.Agent.Id, UtcTicks.Of(DateTimeOffset.Parse(each.Interaction.StartedAt, CultureInfo.InvariantCulture)), 0L,
                    }),
                ]);
            foreach (var each in received)
                await index.PutAsync(session, (await InteractionText.ReadAsync(session, each.Interaction.Id, default))!);
        });
    }
}
