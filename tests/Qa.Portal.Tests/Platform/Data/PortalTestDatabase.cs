using Microsoft.EntityFrameworkCore;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Data;
using Qa.Portal.Modules;

namespace Qa.Portal.Tests.Platform.Data;

/// <summary>An empty database of one test with the portal's schema, and contexts on it.</summary>
internal sealed class PortalTestDatabase(TestDatabase database) : IDbContextFactory<PortalContext>, IAsyncDisposable
{
    public static async Task<PortalTestDatabase> CreateAsync(DatabaseKind kind) =>
        new(await TestDatabase.CreateAsync(kind, "portal", MakeAsync));

    /// <summary>Puts a database with the portal's schema where a server will look for its own.</summary>
    public static async Task PutAsync(string file) => File.Copy(await TestDatabase.TemplateAsync(DatabaseKind.Sqlite, "portal", MakeAsync), file);

    private static Task MakeAsync(Database database) => database.UpgradeSchemaAsync(PortalModules.Model);

    public TestDatabase Database => database;

    public PortalContext CreateDbContext()
    {
        var options = new DbContextOptionsBuilder<PortalContext>();
        PortalDatabase.Configure(options, database.Database);
        return new(options.Options, PortalModules.Model, database.Database);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
