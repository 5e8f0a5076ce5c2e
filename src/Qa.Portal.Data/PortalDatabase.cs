using Microsoft.EntityFrameworkCore;
using Qa.Grains.Storage;

namespace Qa.Portal.Data;

/// <summary>How the portal's context reaches the installation's database, and brings its own part of the schema up to date.</summary>
public static class PortalDatabase
{
    private const string HistoryTable = "portal_migration";

    public static void Configure(DbContextOptionsBuilder options, Database database)
    {
        if (database.IsShared)
            options.UseNpgsql(database.ConnectionString, static npgsql => npgsql.MigrationsAssembly("Qa.Portal.Migrations.PostgreSql").MigrationsHistoryTable(HistoryTable));
        else
            options.UseSqlite(database.ConnectionString, static sqlite => sqlite.MigrationsAssembly("Qa.Portal.Migrations.Sqlite").MigrationsHistoryTable(HistoryTable));
        options.AddInterceptors(new PreparedConnections(database));
    }

    /// <summary>Installs or upgrades the whole schema: the grains' and the portal's, under one lock.</summary>
    /// <exception cref="DatabaseUnusableException">The schema is newer than this program, or a step failed.</exception>
    public static Task UpgradeSchemaAsync(this Database database, PortalModel model, CancellationToken cancellation = default) => database.UpgradeSchemaAsync(
        async token =>
        {
            var options = new DbContextOptionsBuilder<PortalContext>();
            Configure(options, database);
            await using var context = new PortalContext(options.Options, model, database);

            // Left by a process that was killed in the middle; that nobody else migrates is seen to by the lock that is held here.
            if (!database.IsShared)
                await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", token);
            await RefuseNewerAsync(context, database, token);
            await context.Database.MigrateAsync(token);
        },
        cancellation);

    private static async Task RefuseNewerAsync(PortalContext context, Database database, CancellationToken cancellation)
    {
        var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        if ((await context.Database.GetAppliedMigrationsAsync(cancellation)).FirstOrDefault(step => !known.Contains(step)) is { } newer)
            throw new DatabaseUnusableException($"The schema of {database.ShownName} has the step {newer}, which this program does not know: it was upgraded by a newer one. Use that, or a backup made before.");
    }
}
