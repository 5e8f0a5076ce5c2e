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
            await using var context = Open(database, model);

            // Left by a process that was killed in the middle; that nobody else migrates is seen to by the lock that is held here.
            if (!database.IsShared)
                await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", token);
            await RefuseNewerAsync(context, database, token);
            await context.Database.MigrateAsync(token);
        },
        cancellation);

    /// <summary>A context of its own, for work without the server's services.</summary>
    public static PortalContext Open(Database database, PortalModel model)
    {
        var options = new DbContextOptionsBuilder<PortalContext>();
        Configure(options, database);
        return new(options.Options, model, database);
    }

    /// <summary>How the whole schema stands, the grains' and the portal's; nothing is changed.</summary>
    public static async Task<SchemaState> SchemaStateAsync(this Database database, PortalModel model, CancellationToken cancellation = default)
    {
        var grains = await database.SchemaStateAsync(cancellation);
        await using var context = Open(database, model);
        var portal = await StateAsync(context, cancellation);
        return new([.. grains.Missing, .. portal.Missing], [.. grains.Unknown, .. portal.Unknown]);
    }

    private static async Task<SchemaState> StateAsync(PortalContext context, CancellationToken cancellation)
    {
        var known = context.Database.GetMigrations().ToList();
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellation)).ToList();
        return new([.. known.Except(applied, StringComparer.Ordinal)], [.. applied.Except(known, StringComparer.Ordinal)]);
    }

    private static async Task RefuseNewerAsync(PortalContext context, Database database, CancellationToken cancellation)
    {
        if ((await StateAsync(context, cancellation)).Unknown is [var newer, ..])
            throw new DatabaseUnusableException($"The schema of {database.ShownName} has the step {newer}, which this program does not know: it was upgraded by a newer one. Use that, or a backup made before.");
    }
}
