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
