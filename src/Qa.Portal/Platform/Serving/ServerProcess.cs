using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Qa.Grains.Hosting;
using Qa.Grains.Storage;
using Qa.Portal.Data;
using Qa.Portal.Modules;

namespace Qa.Portal.Platform.Serving;

/// <summary>A server that runs within this process, and the database under it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Database _database;

    private ServerProcess(WebApplication application, Database database) => (_application, _database) = (application, database);

    /// <summary>Where it listens: the first of its addresses.</summary>
    public Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public IServiceProvider Services => _application.Services;

    /// <summary>Installs or upgrades the schema and starts.</summary>
    /// <param name="databaseAddress">A path of a SQLite file, or <c>postgres://…</c>.</param>
    /// <exception cref="DatabaseUnusableException">The database cannot be used; the message says why.</exception>
    /// <exception cref="FoldersUnusableException">Its folders are not those of the installation.</exception>
    public static async Task<ServerProcess> StartAsync(ServerSettings settings, string databaseAddress, CancellationToken cancellation = default)
    {
        var database = DatabaseAddress.Open(databaseAddress);
        try
        {
            await database.UpgradeSchemaAsync(PortalModules.Model, cancellation);
            if (settings.Role == ProcessRole.Worker && await SharedFolders.JoinAsync(database, settings.Folders, settings.AdoptsFolders, TimeProvider.System, cancellation) is { IsEmpty: false } findings)
                throw new FoldersUnusableException(findings);
            var application = Server.Build(settings, database);
            await application.StartAsync(cancellation);
            return new(application, database);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when the process is asked to stop, or has to.</summary>
    public async Task WaitForStopAsync(CancellationToken cancellation)
    {
        var lifetime = _application.Services.GetRequiredService<Microsoft.Extensions.Hosting.IHostApplicationLifetime>();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        await _database.DisposeAsync();
    }
}
