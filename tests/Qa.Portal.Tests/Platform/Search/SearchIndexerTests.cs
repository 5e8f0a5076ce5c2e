using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Data;
using Qa.Portal.Modules;
using Qa.Portal.Platform.Search;
using Qa.Portal.Tests.Platform.Data;
using Qa.Portal.Tests.Platform.Serving;

namespace Qa.Portal.Tests.Platform.Search;

public sealed class SearchIndexerTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task IndexBatchAsync_InteractionsAndRevisions_AreFoundAsTheyAreNow(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        await AddAsync(database, "I-1", 1, "我要退款");
        await AddAsync(database, "I-2", 1, "查询年费");
        (await RunAsync(database)).Should().Be(2);
        (await FindAsync(database, "退款")).Should().Equal("I-1");

        await AddAsync(database, "I-1", 2, "我要投诉");
        (await FindAsync(database, "投诉")).Should().BeEmpty("nobody has looked yet");
        (await RunAsync(database)).Should().Be(1);

        (await FindAsync(database, "退款")).Should().BeEmpty();
        var hits = await new SearchIndex(database.Database.Database).FindAsync(SearchQuery.Parse("投诉").Query!, [SearchDocument.Interaction], SearchScope.Of(groups: ["g-1"]), new(1));
        var hit = hits.Hits.Single();
        (hit.Id, hit.AgentId, hit.GroupId, hit.At).Should().Be(("I-1", "a-1", "g-1", DateTimeOffset.Parse("2026-10-01T09:00:00Z", null)));
        (hit.Snippet.Text, hit.Snippet.Marks.Single()).Should().Be(("我要投诉", new Mark(2, 2)));
        (await FindAsync(database, "I-1")).Should().Equal(["I-1"], "an interaction is found by its id too");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task IndexBatchAsync_ManyProcessesAtOnce_DoEachChangeOnceAndTheLatestStays(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        var total = 0;
        var adding = Task.Run(async () =>
        {
            for (var number = 0; number < 200; number++)
                await AddAsync(database, $"I-{number % 100}", 1 + number / 100, number < 100 ? "我要退款" : "我要投诉");
        });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            int done;
            while ((done = await Indexer(database).IndexBatchAsync()) > 0 || !adding.IsCompleted)
                Interlocked.Add(ref total, done);
        })));
        await adding;
        total += await RunAsync(database);

        total.Should().Be(200);
        (await CountAsync(database, "SELECT count(*) FROM search_document")).Should().Be(100);
        (await FindAsync(database, "退款")).Should().BeEmpty();
        (await FindAsync(database, "投诉", 100)).Should().HaveCount(100).And.OnlyHaveUniqueItems();
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task IndexBatchAsync_InterruptedInTheMiddle_IsDoneAgain(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        await AddAsync(database, "I-1", 1, "我要退款");
        await database.Database.Database.WriteAsync(static session => session.ExecuteAsync("ALTER TABLE search_document RENAME TO elsewhere"));

        await FluentActions.Awaiting(() => Indexer(database).IndexBatchAsync()).Should().ThrowAsync<Exception>();
        (await CountAsync(database, "SELECT count(*) FROM search_pending")).Should().Be(1);
        await database.Database.Database.WriteAsync(static session => session.ExecuteAsync("ALTER TABLE elsewhere RENAME TO search_document"));

        (await RunAsync(database)).Should().Be(1);
        (await FindAsync(database, "退款")).Should().Equal("I-1");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Put_AndRemove_WithAContext_AreSeenWhenItsChangesAreSaved(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        await using (var context = database.CreateDbContext())
        {
            SearchIndex.Put(context, new("ticket", "T-1", "退款申请", "客户等了三天", "a-1", "g-1", "d-1"));
            SearchIndex.Put(context, new("ticket", "T-2", "退款申请", ""));
            (await RunAsync(database)).Should().Be(0);
            await context.SaveChangesAsync();
        }

        (await RunAsync(database)).Should().Be(2);
        (await FindAsync(database, "三天 申请")).Should().Equal("T-1");
        await using (var context = database.CreateDbContext())
        {
            SearchIndex.Put(context, new("ticket", "T-1", "别的", ""));
            await context.SaveChangesAsync();
            SearchIndex.Remove(context, "ticket", "T-1");
            await context.SaveChangesAsync();
            SearchIndex.Remove(context, "ticket", "T-2");
            await context.SaveChangesAsync();
            SearchIndex.Put(context, new("ticket", "T-2", "又有了", ""));
            await context.SaveChangesAsync();
        }

        (await RunAsync(database)).Should().Be(4);
        (await FindAsync(database, "别的")).Should().BeEmpty();
        (await FindAsync(database, "申请")).Should().BeEmpty();
        (await FindAsync(database, "又有了")).Should().Equal("T-2");
        var put = static () => PreparedDocument.Of(new("ticket", "", "", ""));
        put.Should().Throw<ArgumentException>().WithMessage("Id: found 0 characters, expected 1 to 200*");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task UpgradeSchemaAsync_DatabaseWithInteractions_HasThemSearched(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        await database.Database.Database.WriteAsync(async session =>
        {
            // As before the steps: their tables, the trigger and that they were done are gone.
            foreach (var statement in kind == DatabaseKind.Sqlite
                ? new[] { "DROP TRIGGER interaction_is_searched", "DELETE FROM SchemaVersions WHERE ScriptName LIKE '%-search%'" }
                : ["DROP TRIGGER interaction_is_searched ON interaction", "DROP FUNCTION search_interactions", "DELETE FROM schemaversions WHERE scriptname LIKE '%-search%'"])
                await session.ExecuteAsync(statement);
            foreach (var table in new[] { "search_pending", "search_document" }.Concat(kind == DatabaseKind.Sqlite ? ["search_index"] : []))
                await session.ExecuteAsync($"DROP TABLE {table}");
        });
        await AddAsync(database, "I-1", 1, "旧的");
        await AddAsync(database, "I-1", 2, "我要退款");

        await database.Database.Database.UpgradeSchemaAsync(PortalModules.Model);

        (await RunAsync(database)).Should().Be(1);
        (await FindAsync(database, "退款")).Should().Equal("I-1");
    }

    private static SearchIndexer Indexer(PortalTestDatabase database) =>
        new(new(database.Database.Database), database.Database.Database, TimeProvider.System, NullLogger<SearchIndexer>.Instance);

    private static async Task<int> RunAsync(PortalTestDatabase database)
    {
        var (total, done) = (0, 0);
        while ((done = await Indexer(database).IndexBatchAsync()) > 0)
            total += done;
        return total;
    }

    private static Task<bool[]> AddAsync(PortalTestDatabase database, string id, long revision, string text) => database.Database.Database.WriteAsync(session => session.InsertManyAsync(
        "interaction", ["id", "revision", "content", "hash", "channel", "business_line", "agent_id", "agent_group", "started_at", "received_at"], ["id", "revision"],
        [
            [
                id, revision, Encoding.UTF8.GetBytes(TestServer.InteractionJson(id, text).Replace("\"a-1\"", "\"a-1\",\"group\":\"g-1\"", StringComparison.Ordinal)), $"{id} {revision}", "chat", null,
                "a-1", "g-1", DateTimeOffset.Parse("2026-10-01T09:00:00Z", null).UtcTicks, 0L,
            ],
        ]));

    private static async Task<List<string>> FindAsync(PortalTestDatabase database, string query, int size = SearchPage.DefaultSize) =>
        [.. (await new SearchIndex(database.Database.Database).FindAsync(SearchQuery.Parse(query).Query!, [], SearchScope.All, new(1, size))).Hits.Select(static hit => hit.Id)];

    private static Task<long> CountAsync(PortalTestDatabase database, string sql) => database.Database.Database.ReadAsync(session => session.QuerySingleAsync<long>(sql));
}
