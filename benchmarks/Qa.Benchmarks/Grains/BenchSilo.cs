using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Qa.Grains.Hosting;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Checkpoints;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Storage;

namespace Qa.Benchmarks.Grains;

/// <summary>A silo of the product as it is hosted in production, for measuring.</summary>
internal sealed class BenchSilo : IAsyncDisposable
{
    public const string Set = "bench";

    private readonly IHost _host;

    private BenchSilo(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<BenchSilo> StartAsync(BenchDatabase bench, ProcessRole role = ProcessRole.Worker)
    {
        var host = Host.CreateDefaultBuilder()
            .ConfigureLogging(static logging => logging.ClearProviders())
            .ConfigureServices(services => services.AddCallCenter(bench.Database, new InstallationKey(bench.SigningKey), role))
            .UseOrleans(silo => silo.UseCallCenterCluster(bench.Database, SiloAddressing.AnyLoopback()))
            .Build();
        await host.StartAsync();
        return new(host);
    }

    public T Service<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Publishes the set im of the repository, with its lexicons, as the set that is measured.</summary>
    public Task<long> PublishImAsync()
    {
        var folder = Path.Combine(Repository.Root, "rulesets");
        var lexicons = Directory.EnumerateFiles(Path.Combine(folder, "lexicons"))
            .ToImmutableSortedDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText, StringComparer.Ordinal);
        var text = File.ReadAllText(Path.Combine(folder, "im.yaml")).Replace("ruleSet: im", $"ruleSet: {Set}", StringComparison.Ordinal);
        return PublishAsync(new TreeSource.Document("im.yaml", text, lexicons));
    }

    /// <summary>Publishes a whole set; later ones as emergencies, which need no second person.</summary>
    public Task<long> PublishAsync(string tree) =>
        PublishAsync(new TreeSource.Document("bench.json", tree, ImmutableSortedDictionary<string, string>.Empty));

    private async Task<long> PublishAsync(TreeSource.Document document)
    {
        var set = Grains.GetGrain<IRuleSetGrain>(Set);
        var draft = (await set.ProposeAsync(new(document, "bench", "", null))).Value!;
        return (await set.PublishAsEmergencyAsync(draft.Id, "bench", "bench")).Value!.Version;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
