using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Qa.Grains.Storage;
using Qa.Portal.Data;
using Qa.Portal.Modules;

namespace Qa.Portal.Platform.Data;

/// <summary>
/// Where dotnet-ef gets the model from when it writes migrations; which database they are for is its argument after <c>--</c>, an
/// address of any database of the kind. Nothing is opened.
/// </summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<PortalContext>
{
    public PortalContext CreateDbContext(string[] args)
    {
        var database = DatabaseAddress.Open(args.Length > 0 ? args[0] : "design.db");
        var options = new DbContextOptionsBuilder<PortalContext>();
        PortalDatabase.Configure(options, database);
        return new(options.Options, PortalModules.Model, database);
    }
}
