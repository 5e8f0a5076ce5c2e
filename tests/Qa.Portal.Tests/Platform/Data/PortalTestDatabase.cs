using Microsoft.EntityFrameworkCore;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Data;
using Qa.Portal.Modules;

namespace Qa.Portal.Tests.Platform.Data;

/// <summary>An empty database of one test with the portal's schema, and contexts on it.</summary>
internal sealed class PortalTestDatabase(TestDatabase database) : IDbContextFactory<PortalContext>, IAsyncDisposable
{
    public static async Task<PortalTestDatabase> CreateAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind, withSchema: false);
        await database.Database.UpgradeSchemaAsync(PortalModules.Model);
        return new(database);
    }

    public TestDatabase Database => database;

    public PortalContext CreateDbContext()
    {
        var options = new DbContextOptionsBuilder<PortalContext>();
        PortalDatabase.Configure(options, database.Database);
        return new(options.Options, PortalModules.Model, database.Database);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
