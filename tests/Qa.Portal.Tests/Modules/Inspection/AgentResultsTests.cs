using Qa.Grains.Inspection.Results;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.Inspection;
using Qa.Portal.Platform.Access;
using Qa.Portal.Tests.Platform.Access;
using Qa.Portal.Tests.Platform.Data;

namespace Qa.Portal.Tests.Modules.Inspection;

public sealed class AgentResultsTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task LatestAsync_OfAnAgent_AreTheNewestWithinReach(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        foreach (var (id, agent, startedAt) in new[] { ("i-1", "A1", 100L), ("i-2", "A1", 200L), ("i-3", "A2", 300L) })
        {
            await database.Database.Database.WriteAsync(session => session.ExecuteAsync(
                """
                INSERT INTO interaction (id, revision, content, hash, channel, agent_id, started_at, received_at)
                VALUES (@id, 1, @content, 'h', 'voice', @agent, @startedAt, @startedAt)
                """,
                new { id, content = "{}"u8.ToArray(), agent, startedAt }));
        }

        var results = new AgentResults(new InteractionLists(database.Database.Database), new Reaches(new NoColleagues()));

        (await results.LatestAsync("A1", 10, TestActor.Named("li"))).Select(static each => each.Id).Should().Equal("i-2", "i-1");
        (await results.LatestAsync("A1", 1, Agent("A1"))).Select(static each => each.Id).Should().Equal("i-2");
        (await results.LatestAsync("A1", 10, Agent("A2"))).Should().BeEmpty("they are out of reach");
        var nobody = () => results.LatestAsync("A1", 10, TestActor.With("ma", DataScope.All, "calendar.read"));
        await nobody.Should().ThrowAsync<NotAllowedException>();
    }

    private static Actor Agent(string number) => TestActor.With("agent", DataScope.Own, "interactions.read") with { AgentId = number };
}
