using System.Text;
using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.NormSets;
using Qa.Portal.Modules.NormSets.Figures;
using Qa.Portal.Platform.Access;
using Qa.Portal.Tests.Modules.NormSets.Cases;
using Qa.Portal.Tests.Platform.Access;

namespace Qa.Portal.Tests.Modules.NormSets.Figures;

public class NormFigureTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Actor Reader = TestActor.With("li", DataScope.All, NormSetDesk.Read);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task OfAsync_ResultsOfTheVersionInForce_TellHowOftenEachNormHit(DatabaseKind kind)
    {
        await using var bench = await CaseBench.CreateAsync(kind);
        await ScoreAsync(bench, 1, "i-1", 1, Now, "violated", hits: 2);
        await ScoreAsync(bench, 2, "i-1", 1, Now.AddDays(-1), "violated", hits: 0);
        await ScoreAsync(bench, 3, "i-2", 1, Now.AddDays(-2), "met", hits: 0);
        await ScoreAsync(bench, 4, "i-3", 1, Now.AddDays(-2), "uncertain", hits: 1);
        await ScoreAsync(bench, 5, "i-4", 1, Now.AddDays(-31), "violated", hits: 1);
        await ScoreAsync(bench, 6, "i-5", 2, Now, "violated", hits: 1);
        using var desk = Desk(bench);

        var figures = (await desk.OfAsync(CaseBench.Set, 30, Reader))!;

        figures.Should().BeEquivalentTo(new { RuleSet = CaseBench.Set, Version = 1L, Results = 4, IsSample = false });
        figures.Norms.Should().ContainSingle().Which.Should().Be(KeyValuePair.Create("forbidden/shirking", new NormFigure(4, 2, 3, 1)));
        figures.Norms["forbidden/shirking"].Share.Should().Be(0.5m);
        await ScoreAsync(bench, 7, "i-6", 1, Now, "violated", hits: 1);
        (await desk.OfAsync(CaseBench.Set, 30, Reader)).Should().BeSameAs(figures, "it is read once for all who look");
        (await desk.OfAsync(CaseBench.Set, 60, Reader))!.Results.Should().Be(6);
        (await desk.OfAsync("none", 30, Reader)).Should().BeNull();
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task OfAsync_MoreResultsThanAreRead_TakesTheNewest(DatabaseKind kind)
    {
        await using var bench = await CaseBench.CreateAsync(kind);
        await bench.Database.WriteAsync(session => session.InsertManyAsync(
            "scorecard", Columns, [],
            [.. Enumerable.Range(1, NormFigures.MaximumResults + 10).Select(number => Row(number, FormattableString.Invariant($"i-{number}"), 1, Now.AddSeconds(-number), number > NormFigures.MaximumResults ? "violated" : "met", 0))]));
        using var desk = Desk(bench);

        var figures = (await desk.OfAsync(CaseBench.Set, 30, Reader))!;

        figures.Should().BeEquivalentTo(new { Results = NormFigures.MaximumResults, IsSample = true });
        figures.Norms["forbidden/shirking"].Hit.Should().Be(0, "those that hit are older");
    }

    private static readonly string[] Columns =
    [
        "task_id", "item_id", "interaction_id", "revision", "interaction_hash", "rule_set", "version", "tree_hash", "publication_hash", "schema_name", "lease",
        "lease_starts_at", "lease_ends_at", "lease_reason", "scored_at", "score", "vetoed", "passed", "needs_review", "body", "hash",
    ];

    private static NormFigureDesk Desk(CaseBench bench) => new(new(bench.Database), new VersionCatalogue(bench.Database), new FakeTimeProvider(Now));

    private static async Task ScoreAsync(CaseBench bench, long item, string interaction, long version, DateTimeOffset at, string outcome, int hits) =>
        await bench.Database.WriteAsync(session => session.InsertManyAsync("scorecard", Columns, [], [Row(item, interaction, version, at, outcome, hits)]));

    private static object?[] Row(long item, string interaction, long version, DateTimeOffset at, string outcome, int hits) =>
    [
        1L, item, interaction, 1L, "", CaseBench.Set, version, "", "", "", 1L, 0L, 0L, "start", UtcTicks.Of(at), 0d, 0L, 0L, 0L,
        Encoding.UTF8.GetBytes($$"""{"interaction":"{{interaction}}","norms":[{"path":"forbidden/shirking","outcome":"{{outcome}}","points":0,"hits":[{{string.Join(',', Enumerable.Repeat("""{"turn":0,"start":0,"length":1,"text":"x"}""", hits))}}]}]}"""), "",
    ];
}
