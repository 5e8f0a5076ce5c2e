using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.Inspection.Results;
using Qa.Portal.Modules.Recordings;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;
using Qa.Portal.Tests.Platform.Access;

namespace Qa.Portal.Tests.Modules.Inspection.Results;

public class TodayFiguresTests
{
    // 08:30 of the centre's 1 November.
    private static readonly DateTimeOffset Morning = new(2026, 11, 1, 0, 30, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Morning);

    [Fact]
    public async Task OfAsync_BeforeAnythingHasCome_IsYesterdayAndThenToday()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        using var figures = Figures(test);
        await AddAsync(test, "a", "A1", Morning.AddHours(-10), 60, isVetoed: true);
        await AddAsync(test, "b", "A2", Morning.AddHours(-12), 90);
        await AddAsync(test, "c", "A2", Morning.AddDays(-2), 10);

        var early = await figures.OfAsync(Everybody);
        await AddAsync(test, "d", "A2", Morning.AddMinutes(-1), 80);
        var soon = await figures.OfAsync(Everybody);
        _time.Advance(TodayFigures.Freshness);
        var meanwhile = await figures.OfAsync(Everybody);
        var later = await Eventually.Of(() => figures.OfAsync(Everybody), static sight => sight.Day == new DateOnly(2026, 11, 1));
        await AddAsync(test, "e", "A2", Morning, 60);
        _time.Advance(TodayFigures.Longest);
        var muchLater = await figures.OfAsync(Everybody);

        early.Should().BeEquivalentTo(new { Day = new DateOnly(2026, 10, 31), Before = (object?)null, Figures = new { Interactions = 2, Results = 2, MeanScore = 75.0, Vetoed = 1, Passed = 1, PassRate = 0.5 } });
        soon.Day.Should().Be(early.Day, "the day is read once for all who look within half a minute");
        meanwhile.Day.Should().Be(early.Day, "while it is read anew, nobody waits");
        muchLater.Figures.MeanScore.Should().Be(70, "what is shown is never older than that");
        later.Should().BeEquivalentTo(new { Day = new DateOnly(2026, 11, 1), Figures = new { Interactions = 1, MeanScore = 80.0 }, Before = new { Interactions = 2 } });
    }

    [Fact]
    public async Task OfAsync_Reach_ShowsTheOwnPeopleAlone()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        using var figures = Figures(test);
        await AddAsync(test, "a", "A1", Morning.AddMinutes(-5), 60);
        await AddAsync(test, "b", "A2", Morning.AddMinutes(-5), 90);

        var leader = await figures.OfAsync(TestActor.With("zhou", DataScope.Group, InteractionDesk.Read) with { AgentId = "A2" });
        var nobody = () => figures.OfAsync(TestActor.With("ma", DataScope.All, "calendar.read"));

        leader.Agents.Select(static agent => agent.AgentId).Should().Equal("A2");
        leader.Figures.MeanScore.Should().Be(90);
        await nobody.Should().ThrowAsync<NotAllowedException>();
    }

    private static Actor Everybody => TestActor.With("zhao", DataScope.All, InteractionDesk.Read);

    private TodayFigures Figures(TestDatabase test) => new(new InteractionLists(test.Database), new Reaches(new NoColleagues()), new CentreTime(CentreZone.Default, _time), _time);

    private static Task AddAsync(TestDatabase test, string id, string agent, DateTimeOffset at, double score, bool isVetoed = false) => test.Database.WriteAsync(async session =>
    {
        await session.ExecuteAsync(
            "INSERT INTO interaction (id, revision, content, hash, channel, agent_id, started_at, received_at) VALUES (@id, 1, @content, 'h', 'voice', @agent, @at, @at)",
            new { id, content = "{}"u8.ToArray(), agent, at = UtcTicks.Of(at) });
        await session.ExecuteAsync(
            """
            INSERT INTO scorecard (task_id, item_id, interaction_id, revision, interaction_hash, rule_set, version, tree_hash, publication_hash, schema_name, lease, lease_starts_at, lease_ends_at,
                                   lease_reason, scored_at, score, vetoed, passed, needs_review, body, hash)
            VALUES (1, (SELECT coalesce(max(item_id), 0) + 1 FROM scorecard), @id, 1, '', 'standard', 1, '', '', '', 1, 0, 0, 'start', 1, @score, @vetoed, @passed, 0, @content, '')
            """,
            new { id, content = "{}"u8.ToArray(), score, vetoed = isVetoed ? 1L : 0, passed = score >= 80 ? 1L : 0 });
    });
}
