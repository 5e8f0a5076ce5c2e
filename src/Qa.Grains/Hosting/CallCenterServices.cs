using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Storage;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Cold;
using Qa.Grains.Publication.Log;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Publication.Verification;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Storage;

namespace Qa.Grains.Hosting;

/// <summary>What a process of the installation needs besides Orleans.</summary>
public static class CallCenterServices
{
    /// <param name="database">With its schema installed.</param>
    public static IServiceCollection AddCallCenter(this IServiceCollection services, Database database)
    {
        services.AddSingleton(database);
        services.TryAddSingleton(TimeProvider.System);

        // Grain state is stored by the numbers of its members, not by the names of types, which change.
        services.AddSingleton<IGrainStorageSerializer, OrleansGrainStorageSerializer>();
        services.AddSingleton<Publisher>();
        services.AddSingleton<ChangePreparation>();
        services.AddSingleton<RuleSetStore>();
        services.AddSingleton<ColdStart>();
        services.AddSingleton<CompiledVersions>();
        services.AddSingleton<VersionCatalogue>();
        services.AddSingleton<ChainAudit>();
        services.AddHostedService<ProcessLife>();
        return services;
    }
}
