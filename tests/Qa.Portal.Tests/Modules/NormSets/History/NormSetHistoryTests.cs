using Qa.Grains.Hosting;
using Qa.Grains.Inspection.Leases;
using Qa.Grains.Publication.Verification;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.NormSets;
using Qa.Portal.Modules.NormSets.History;
using Qa.Portal.Platform.Access;
using Qa.Portal.Tests.Modules.NormSets.Cases;
using Qa.Portal.Tests.Platform.Access;

namespace Qa.Portal.Tests.Modules.NormSets.History;

public class NormSetHistoryTests
{
    private static readonly Actor Reader = TestActor.With("li", DataScope.All, NormSetDesk.Read);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task UseAsync_TasksAndProcesses_TellsWhoIsOnTheVersionAndWhoStillHoldsAnOlderOne(DatabaseKind kind)
    {
        await using var bench = await CaseBench.CreateAsync(kind);
        var (history, at) = (Of(bench), bench.Time.GetUtcNow());
        await bench.Database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                """
                INSERT INTO process (host, pid, started_at, beats, seen_at, state) VALUES ('first', 11, @at, 1, @at, 'alive'), ('second', 12, @at, 1, @at, 'alive'), ('over', 13, @at, 1, @at, 'stopped')
                """,
                new { at = UtcTicks.Of(at) });
            await session.ExecuteAsync(
                "INSERT INTO version_use (rule_set, version, process, used_at) SELECT @set, 1, number, @at FROM process WHERE host <> 'second'", new { set = CaseBench.Set, at = UtcTicks.Of(at) });
            foreach (var (title, state, version) in new[] { ("old", "running", 0L), ("new", "running", 1L), ("ended", "finished", 0L) })
            {
                var task = await session.QuerySingleAsync<long>(
                    """
                    INSERT INTO inspection_task (rule_set, kind, title, created_by, created_at, state, total, scored, set_aside, is_filled)
                    VALUES (@set, 'batch', @title, 'a', 0, @state, 1, 0, 0, 1) RETURNING id
                    """,
                    new { set = CaseBench.Set, title, state });
                await session.ExecuteAsync(
                    "INSERT INTO version_lease (task_id, number, version, publication, starts_at, ends_at, reason) VALUES (@task, 1, @version, 1, @at, @end, 'start')",
                    new { task, version, at = UtcTicks.Of(at), end = UtcTicks.Of(at.AddMinutes(1)) });
            }
        });

        var use = (await history.UseAsync(CaseBench.Set, 1, Reader))!;

        use.FirstHeldAt.Should().Be(at);
        use.Processes.Select(static each => (each.Process.Host, each.FirstUsedAt, each.IsSeen)).Should().Equal(("first", at, true), ("second", null, true));
        use.OlderTasks.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Title = "old", Version = 0L, EndTime = at.AddMinutes(1) });
        (await history.UseAsync(CaseBench.Set, 2, Reader)).Should().BeNull("there is no such version");
        bench.Time.Advance(TimeSpan.FromSeconds(16));
        (await history.UseAsync(CaseBench.Set, 1, Reader))!.Processes.Should().OnlyContain(static each => !each.IsSeen, "no beat came");
    }

    [Fact]
    public async Task Any_ByWhoMayNotReadSets_IsRefused()
    {
        await using var bench = await CaseBench.CreateAsync(DatabaseKind.Sqlite);
        var (history, nobody) = (Of(bench), TestActor.With("no", DataScope.All, NormSetDesk.Publish));

        foreach (var work in new Func<Task>[] { () => history.UseAsync(CaseBench.Set, 1, nobody), () => history.ResultsAsync(CaseBench.Set, nobody), () => history.LogAsync(nobody), () => history.VerifyAsync(nobody) })
            await work.Should().ThrowAsync<NotAllowedException>();
    }

    private static NormSetHistory Of(CaseBench bench) => new(
        new VersionCatalogue(bench.Database), new(bench.Database), new VersionUses(bench.Database, new ThisProcess(), bench.Time), new(bench.Database), new ChainVerifications(bench.Database, new(bench.Database), bench.Time));
}
