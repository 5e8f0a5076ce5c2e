using System.Globalization;
using System.Text;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Storage;

namespace Qa.Grains.Tests.Inspection.Results;

/// <summary>Lists of interactions, against what a plain reading of the same rows gives.</summary>
public class InteractionListsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Channels = ["voice", "chat", "email"];

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task ListAndCount_AnyFilter_AreWhatAPlainReadingGives(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var stored = Rows(300, seed: 5);
        await FillAsync(test.Database, stored);
        var lists = new InteractionLists(test.Database);

        foreach (var filter in Filters())
        {
            var expected = stored.Where(each => Takes(filter, each)).OrderByDescending(static each => each.StartedAt).ThenByDescending(static each => each.Id, StringComparer.Ordinal).Select(static each => each.Id).ToList();

            var all = await lists.ListAsync(filter, newestFirst: true, 0, 1_000);
            var page = await lists.ListAsync(filter, newestFirst: false, 3, 7);

            all.Select(static each => each.Id).Should().Equal(expected, "{0}", filter);
            page.Select(static each => each.Id).Should().Equal(expected.AsEnumerable().Reverse().Skip(3).Take(7), "{0}", filter);
            (await lists.CountAsync(filter)).Should().Be(expected.Count, "{0}", filter);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task List_Interaction_ShowsTheNewestRevisionAndResultOfEachSet(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var stored = Rows(40, seed: 9);
        await FillAsync(test.Database, stored);

        var listed = await new InteractionLists(test.Database).ListAsync(new(), newestFirst: true, 0, 1_000);

        foreach (var each in listed)
        {
            var row = stored.Single(row => row.Id == each.Id);
            each.Should().BeEquivalentTo(new { row.Revision, row.Channel, AgentId = row.Agent, AgentName = "名" + row.Agent, StartTime = row.StartedAt });
            each.Results.Select(static result => (result.RuleSet, result.Score, result.IsVetoed, result.HasPassed, result.NeedsReview))
                .Should().Equal(row.Newest.Select(static result => (result.RuleSet, result.Score, result.IsVetoed, result.HasPassed, result.NeedsReview)));
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task ByAgent_Period_AddsUpTheNewestResults(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var stored = Rows(200, seed: 3);
        await FillAsync(test.Database, stored);
        var (from, to) = (Start.AddDays(2), Start.AddDays(5));

        var days = await new InteractionLists(test.Database).ByAgentAsync(from, to);

        var expected = stored.Where(each => each.StartedAt >= from && each.StartedAt < to).GroupBy(static each => each.Agent).Select(static group =>
        {
            var results = group.SelectMany(static each => each.Newest).ToList();
            return new
            {
                AgentId = group.Key, Interactions = (long)group.Count(), Results = (long)results.Count, ScoreSum = results.Sum(static result => result.Score),
                Passed = results.LongCount(static result => result.HasPassed), Vetoed = results.LongCount(static result => result.IsVetoed), NeedsReview = results.LongCount(static result => result.NeedsReview),
            };
        });
        days.Should().BeEquivalentTo(expected);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task CountByVersion_AllScorecards_AreCountedAlsoWhereOthersCameSince(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var stored = Rows(120, seed: 4);
        await FillAsync(test.Database, stored);

        var counted = await new VersionResults(test.Database).CountAsync("im");

        var expected = stored.SelectMany(static each => each.Results).Where(static result => result.RuleSet == "im").GroupBy(static result => result.Version).OrderBy(static group => group.Key)
            .Select(static group => new { Version = group.Key, Count = (long)group.Count(), FirstAt = group.Min(static result => result.ScoredAt), LastAt = group.Max(static result => result.ScoredAt) });
        counted.Should().BeEquivalentTo(expected, static options => options.WithStrictOrdering());
        (await new VersionResults(test.Database).CountAsync("nothing")).Should().BeEmpty();
    }

    private static IEnumerable<InteractionFilter> Filters() =>
    [
        new(),
        new() { IdPrefix = "i-00" }, new() { IdPrefix = "i-0012" }, new() { IdPrefix = "I-" }, new() { IdPrefix = "i_" }, new() { IdPrefix = "%" }, new() { IdPrefix = "i-0100-x" },
        new() { From = Start.AddDays(2) }, new() { To = Start.AddDays(2) }, new() { From = Start.AddDays(1), To = Start.AddDays(4), Channel = "chat" },
        new() { Agent = "A3" }, new() { Reach = [] }, new() { Reach = ["A1", "A2", "nobody"] }, new() { Reach = ["A1"], Agent = "A2" },
        new() { AgentGroup = "G1", BusinessLine = "refund" },
        new() { RuleSet = "expert" }, new() { RuleSet = "nothing" }, new() { ScoreBelow = 60 }, new() { RuleSet = "im", ScoreBelow = 80, Result = ResultCondition.NeedsReview },
        new() { Result = ResultCondition.Vetoed }, new() { Result = ResultCondition.Failed, Agent = "A1" }, new() { Result = ResultCondition.NeedsReview }, new() { Result = ResultCondition.Unscored },
        new() { Result = ResultCondition.Unscored, RuleSet = "im" }, new() { Result = ResultCondition.Unscored, ScoreBelow = 50 }, new() { Result = ResultCondition.Unscored, Channel = "voice", Reach = ["A1", "A4"] },
        new() { RuleSet = "im", Reach = ["A1", "A2"] }, new() { Result = ResultCondition.Vetoed, Reach = [.. Enumerable.Range(2, 40).Select(static number => $"A{number}")] },
        new() { Result = ResultCondition.Failed, Channel = "chat", From = Start.AddDays(1), To = Start.AddDays(6) }, new() { ScoreBelow = 20, BusinessLine = "refund" }, new() { ScoreBelow = 95, AgentGroup = "G2" },
        new() { ScoreBelow = 60.5m }, new() { Result = ResultCondition.NeedsReview, IdPrefix = "i-01", RuleSet = "standard" }, new() { Result = ResultCondition.Failed, ScoreBelow = 50 },
        new() { RuleSet = "im", Version = 2 }, new() { RuleSet = "im", Version = 7 }, new() { Version = 2 }, new() { Version = 1, Result = ResultCondition.Failed }, new() { RuleSet = "standard", Version = 1, Result = ResultCondition.Vetoed },
        new() { RuleSet = "expert", Version = 2, ScoreBelow = 60, Reach = ["A1", "A2"] }, new() { RuleSet = "im", Version = 1, Agent = "A3" }, new() { Version = 1, Result = ResultCondition.Unscored },
    ];

    private static bool Takes(InteractionFilter filter, Row row)
    {
        var asksForResult = filter.RuleSet is not null || filter.Version is not null || filter.ScoreBelow is not null || filter.Result is ResultCondition.Vetoed or ResultCondition.Failed or ResultCondition.NeedsReview;
        return (filter.IdPrefix is null || row.Id.StartsWith(filter.IdPrefix, StringComparison.Ordinal))
            && (filter.From is null || row.StartedAt >= filter.From) && (filter.To is null || row.StartedAt < filter.To)
            && (filter.Reach is null || filter.Reach.Contains(row.Agent)) && (filter.Agent is null || filter.Agent == row.Agent)
            && (filter.AgentGroup is null || filter.AgentGroup == row.Group) && (filter.Channel is null || filter.Channel == row.Channel) && (filter.BusinessLine is null || filter.BusinessLine == row.Line)
            && (!asksForResult || row.Newest.Any(result => (filter.RuleSet is null || filter.RuleSet == result.RuleSet) && (filter.Version is null || filter.Version == result.Version) && (filter.ScoreBelow is null || result.Score < (double)filter.ScoreBelow) && filter.Result switch
            {
                ResultCondition.Vetoed => result.IsVetoed,
                ResultCondition.Failed => !result.HasPassed,
                ResultCondition.NeedsReview => result.NeedsReview,
                _ => true,
            }))
            && (filter.Result != ResultCondition.Unscored || row.Results.All(result => result.Revision != row.Revision));
    }

    private static List<Row> Rows(int count, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(number =>
            {
                var revision = random.Next(4) == 0 ? 2 : 1;
                var results = new List<Result>();
                foreach (var set in new[] { "expert", "im", "standard" })
                {
                    for (var time = random.Next(3); time > 0; time--)
                        results.Add(new(set, random.Next(revision) + 1, random.Next(101), random.Next(8) == 0, random.Next(2) == 0, random.Next(3) == 0, random.Next(2), random.Next(2) + 1));
                }

                return new Row(
                    string.Create(CultureInfo.InvariantCulture, $"i-{number:D4}"), revision, Channels[random.Next(3)], random.Next(2) == 0 ? "refund" : null, $"A{random.Next(5)}", $"G{random.Next(3)}",
                    Start.AddHours(random.Next(200)), results);
            }),
        ];
    }

    // What comes later is not always newer: results of one time come in two parts, and a revision when the one before it was scored already.
    private static Task FillAsync(Database database, List<Row> rows) => database.WriteAsync(async session =>
    {
        var item = 0L;
        var cards = rows.SelectMany(row => row.Results.Select(result => (Item: ++item, Row: row, Result: result))).ToList();
        await AddAsync(1);
        await ScoreAsync(static card => card.Result.Revision == 1 && card.Item % 3 == 0);
        await ScoreAsync(static card => card.Result.Revision == 1 && card.Item % 3 == 1);
        await AddAsync(2);
        await ScoreAsync(static card => card.Item % 3 == 2);
        await ScoreAsync(static card => card.Result.Revision == 2 && card.Item % 3 < 2);

        Task AddAsync(int revision) => session.InsertManyAsync(
            "interaction", ["id", "revision", "content", "hash", "channel", "business_line", "agent_id", "agent_group", "started_at", "received_at"], [],
            [
                .. rows.Where(row => row.Revision >= revision).Select(row => new object?[]
                {
                    row.Id, (long)revision, Encoding.UTF8.GetBytes($$"""{"agent": {"id": "{{row.Agent}}", "name": "名{{row.Agent}}" } }"""), $"hash-{row.Id}-{revision}", row.Channel, row.Line, row.Agent, row.Group,
                    UtcTicks.Of(row.StartedAt), UtcTicks.Of(row.StartedAt),
                }),
            ]);

        Task ScoreAsync(Func<(long Item, Row Row, Result Result), bool> which) => session.InsertManyAsync(
            "scorecard",
            [
                "task_id", "item_id", "interaction_id", "revision", "interaction_hash", "rule_set", "version", "tree_hash", "publication_hash", "schema_name", "lease",
                "lease_starts_at", "lease_ends_at", "lease_reason", "scored_at", "score", "vetoed", "passed", "needs_review", "body", "hash",
            ],
            [],
            [
                .. cards.Where(which).Select(static card => new object?[]
                {
                    1L, card.Item, card.Row.Id, (long)card.Result.Revision, "", card.Result.RuleSet, card.Result.Version, "", "", "", 1L, 0L, 0L, "start", card.Result.ScoredAt, (double)card.Result.Score,
                    card.Result.IsVetoed ? 1L : 0, card.Result.HasPassed ? 1L : 0, card.Result.NeedsReview ? 1L : 0, new byte[] { 1 }, "",
                }),
            ]);
    });

    private sealed record Row(string Id, int Revision, string Channel, string? Line, string Agent, string Group, DateTimeOffset StartedAt, List<Result> Results)
    {
        // Of each set the last of the newest revision; of several at one time, the one that was stored last.
        public List<Result> Newest =>
        [
            .. Results.Where(result => result.Revision == Revision).GroupBy(static result => result.RuleSet).OrderBy(static group => group.Key, StringComparer.Ordinal)
                .Select(static group => group.Select(static (result, index) => (result, index)).OrderBy(static each => each.result.ScoredAt).ThenBy(static each => each.index).Last().result),
        ];
    }

    private sealed record Result(string RuleSet, int Revision, double Score, bool IsVetoed, bool HasPassed, bool NeedsReview, long ScoredAt, long Version);
}
