using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.Inspection.Results;
using Qa.Portal.Modules.Recordings;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;
using Qa.Portal.Tests.Platform.Access;
using Qa.Portal.Ui.Lists;

namespace Qa.Portal.Tests.Modules.Inspection.Results;

public class InteractionDeskTests
{
    private static readonly Actor Everybody = TestActor.With("zhao", DataScope.All, InteractionDesk.Read);

    [Fact]
    public async Task PageAsync_Pages_AreCountedWhereThatIsCheap()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var desk = await DeskAsync(test);
        var unscored = ListQuery.Default.With("result", "Unscored");

        var first = await desk.PageAsync(ListQuery.Default, Everybody);
        var firstOfResults = await desk.PageAsync(unscored, Everybody);
        var lastOfResults = await desk.PageAsync(unscored with { Page = 2 }, Everybody);
        var beyond = await desk.PageAsync(ListQuery.Default with { Page = 9 }, Everybody);

        first.Should().BeEquivalentTo(new { Count = 60, IsAtLeast = false });
        first.Rows.Should().HaveCount(ListQuery.PageSize);
        firstOfResults.Should().BeEquivalentTo(new { Count = 51, IsAtLeast = true }, "by results it is not counted, but there is a next page");
        firstOfResults.Rows.Should().HaveCount(ListQuery.PageSize);
        lastOfResults.Should().BeEquivalentTo(new { Count = 60, IsAtLeast = false });
        beyond.Should().BeEquivalentTo(new { Count = 60, Rows = Array.Empty<object>() });
    }

    [Fact]
    public async Task PageAndFind_OutOfReach_AreNotThere()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var desk = await DeskAsync(test);
        var agent = TestActor.With("wang", DataScope.Own, InteractionDesk.Read) with { AgentId = "A1" };

        (await desk.PageAsync(ListQuery.Default, agent)).Rows.Should().HaveCount(30).And.OnlyContain(static row => row.AgentId == "A1");
        (await desk.PageAsync(ListQuery.Default.With("agent", "A0"), agent)).Rows.Should().BeEmpty();
        (await desk.FindAsync("i-01", agent))!.Interaction.Agent.Id.Should().Be("A1");
        (await desk.FindAsync("i-00", agent)).Should().BeNull("who asks does not learn that it is there");
        (await desk.ReadAllAsync(ListQuery.Default, agent)).Should().HaveCount(30);
    }

    private static async Task<InteractionDesk> DeskAsync(TestDatabase test)
    {
        await test.Database.WriteAsync(async session =>
        {
            for (var number = 0; number < 60; number++)
            {
                var (id, agent) = (FormattableString.Invariant($"i-{number:00}"), FormattableString.Invariant($"A{number % 2}"));
                var content = System.Text.Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","channel":"chat","startedAt":"2026-10-01T09:00:00Z","agent":{"id":"{{agent}}"},"turns":[{"role":"agent","text":"您好"}]}""");
                await session.ExecuteAsync(
                    "INSERT INTO interaction (id, revision, content, hash, channel, agent_id, started_at, received_at) VALUES (@id, 1, @content, 'h', 'chat', @agent, @at, @at)", new { id, content, agent, at = (long)number });
            }
        });
        return new(new InteractionLists(test.Database), new InteractionArchive(test.Database), new VersionCatalogue(test.Database), new CompiledVersions(test.Database), new Reaches(new NoColleagues()), new CentreTime(CentreZone.Default, new FakeTimeProvider()));
    }
}
