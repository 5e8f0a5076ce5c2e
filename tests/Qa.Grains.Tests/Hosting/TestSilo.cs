using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Qa.Grains.Hosting;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Checkpoints;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Storage;

namespace Qa.Grains.Tests.Hosting;

/// <summary>A process of the product, but for its pages: hosted as in production, on a test's database.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private TestSilo(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static Task<TestSilo> StartAsync(TestDatabase test, TimeProvider? time = null) => StartAsync(test.Database, test.SigningKey, time);

    public static async Task<TestSilo> StartAsync(Database database, string signingKey, TimeProvider? time = null)
    {
        var host = Host.CreateDefaultBuilder()
            .ConfigureLogging(static logging => logging.ClearProviders())
            .ConfigureServices(services =>
            {
                if (time is not null)
                    services.AddSingleton(time);
                services.AddCallCenter(database, new InstallationKey(signingKey));
            })
            .UseOrleans(silo => silo.UseCallCenterCluster(database, SiloAddressing.AnyLoopback()))
            .Build();
        await host.StartAsync();
        return new(host);
    }

    public T Service<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public IRuleSetGrain RuleSet(string id) => Grains.GetGrain<IRuleSetGrain>(id);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
