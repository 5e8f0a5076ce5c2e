using Microsoft.Extensions.DependencyInjection;
using Qa.Grains.Hosting;

namespace Qa.Portal.Platform.Search;

/// <summary>What searching needs of a server.</summary>
internal static class SearchServices
{
    public static void Add(IServiceCollection services, ProcessRole role)
    {
        services.AddSingleton<SearchIndex>();
        services.AddSingleton<ISearchAccess, SearchReach>();
        if (role == ProcessRole.Worker)
            services.AddHostedService<SearchIndexer>();
    }
}
