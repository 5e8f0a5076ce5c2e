using Microsoft.EntityFrameworkCore;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Data;
using Qa.Portal.Modules;

namespace Qa.Portal.Tests.Platform.Data;

public sealed class PortalSchemaTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Migrations_OfEachDatabase_MakeWhatTheModulesDescribe(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        await using var context = database.CreateDbContext();

        context.Database.HasPendingModelChanges().Should().BeFalse("each change of an entity comes with its migration; see docs/guide/making-a-module.md");
        (await context.Database.GetPendingMigrationsAsync()).Should().BeEmpty();
    }

    /// <summary>Of what a person said of its account, before accounts alone said it, nothing is lost.</summary>
    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Migrations_FromBeforeAccountRequests_TakeOverWhosePersonsAccountsAre(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        var session = database.Database.Database;
        await session.WriteAsync(static write => write.ExecuteAsync("DROP TABLE people_account_request;"));
        await session.WriteAsync(static write => write.ExecuteAsync("DELETE FROM portal_migration WHERE \"MigrationId\" LIKE '%_AccountRequests'"));
        foreach (var (number, account) in new[] { ("A1", "wang"), ("A2", "li"), ("A3", "gone") })
            await session.WriteAsync(write => write.ExecuteAsync(
                $"INSERT INTO people_person (number, name, phone, email, search_text, version, account) VALUES ('{number}', '{number}', '', '', '', 1, '{account}')"));
        await using (var context = database.CreateDbContext())
        {
            foreach (var (name, number) in new[] { ("wang", null), ("li", "B7"), ("zhao", (string?)null) })
                context.Add(new Qa.Portal.Platform.Accounts.Account { Id = Guid.CreateVersion7(), UserName = name, NormalizedUserName = name.ToUpperInvariant(), AgentId = number });
            await context.SaveChangesAsync();
        }

        await session.UpgradeSchemaAsync(PortalModules.Model);

        (await session.ReadAsync(static read => read.QueryAsync<string>("SELECT user_name || ' ' || coalesce(agent_id, '-') FROM account ORDER BY user_name"))).Should().Equal("li B7", "wang A1", "zhao -");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task UpgradeSchemaAsync_SeveralAtOnceAndAgain_IsDoneOnce(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, withSchema: false);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var process = DatabaseAddress.Open(database.Address);
            await process.UpgradeSchemaAsync(PortalModules.Model);
        })));
        await database.Database.UpgradeSchemaAsync(PortalModules.Model);

        (await database.Database.ReadAsync(static session => session.QuerySingleAsync<long>("SELECT count(*) FROM portal_migration"))).Should().BeGreaterThan(0);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task UpgradeSchemaAsync_NewerSchema_IsRefused(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        const string columns = "\"MigrationId\", \"ProductVersion\"";
        await database.Database.Database.WriteAsync(session => session.ExecuteAsync($"INSERT INTO portal_migration ({columns}) VALUES ('99991231235959_Later', '99')"));

        var upgrade = () => database.Database.Database.UpgradeSchemaAsync(PortalModules.Model);

        (await upgrade.Should().ThrowAsync<DatabaseUnusableException>()).WithMessage("*99991231235959_Later*upgraded by a newer one*");
    }
}
