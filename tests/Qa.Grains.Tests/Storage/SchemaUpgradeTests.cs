using Qa.Grains.Storage;

namespace Qa.Grains.Tests.Storage;

public class SchemaUpgradeTests
{
    private const string NewSet = "INSERT INTO rule_set (id, state, state_since, lease_seconds, created_at) VALUES ('standard', 'online', 1, 60, 1)";

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Upgrade_SeveralAtOnce_AllSucceedOnOneSchema(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind, withSchema: false);
        var others = Enumerable.Range(0, 6).Select(_ => DatabaseAddress.Open(test.Address)).ToList();

        await Task.WhenAll(others.Select(database => Task.Run(() => database.UpgradeSchemaAsync())));

        (await test.Database.WriteAsync(session => session.ExecuteAsync(NewSet))).Should().Be(1);
        foreach (var database in others)
            await database.DisposeAsync();
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Upgrade_Again_ChangesNothing(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await test.Database.WriteAsync(session => session.ExecuteAsync(NewSet));

        await test.Database.UpgradeSchemaAsync();

        (await test.Database.ReadAsync(session => session.QuerySingleAsync<long>("SELECT count(*) FROM rule_set"))).Should().Be(1);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Upgrade_SchemaOfANewerProgram_IsRefusedByName(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await test.Database.WriteAsync(session => session.ExecuteAsync(
            "INSERT INTO schemaversions (scriptname, applied) VALUES ('9999-future.sql', @now)", new { now = DateTime.UtcNow }));

        var upgrade = () => test.Database.UpgradeSchemaAsync();

        (await upgrade.Should().ThrowAsync<DatabaseUnusableException>()).Which.Message.Should().Contain("9999-future.sql");
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task History_ChangedOrDeleted_IsRefusedByTheDatabase(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await test.Database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(NewSet);
            await session.ExecuteAsync(
                "INSERT INTO rule_set_version (rule_set, version, schema_name, tree, tree_hash, source, source_hash, created_at) VALUES ('standard', 1, 's', @tree, 'h', @tree, 'h', 1)",
                new { tree = new byte[] { 1 } });
        });
        var change = () => test.Database.WriteAsync(session => session.ExecuteAsync("UPDATE rule_set_version SET tree_hash = 'other'"));
        var deletion = () => test.Database.WriteAsync(session => session.ExecuteAsync("DELETE FROM rule_set_version"));

        (await change.Should().ThrowAsync<System.Data.Common.DbException>()).Which.Message.Should().Contain("never changed");
        (await deletion.Should().ThrowAsync<System.Data.Common.DbException>()).Which.Message.Should().Contain("never changed");
    }

    [Fact]
    public async Task Upgrade_FolderMissing_SaysSo()
    {
        await using var database = new SqliteDatabase(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "callcenter.db"));

        var upgrade = () => database.UpgradeSchemaAsync();

        (await upgrade.Should().ThrowAsync<DatabaseUnusableException>()).Which.Message.Should().Contain("does not exist");
    }
}
