using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Qa.Grains.Hosting;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Platform.Jobs;

/// <summary>What background jobs bring along.</summary>
internal static class JobServices
{
    public static void Add(IServiceCollection services, ServerSettings settings)
    {
        services.TryAddSingleton<JobLimits>();
        services.AddSingleton(new JobFiles(settings.JobFiles));
        services.AddSingleton<JobSignal>();
        services.AddSingleton<JobQueue>();
        services.AddSingleton(static provider => ActivatorUtilities.CreateInstance<JobService>(provider, (Func<IEnumerable<IJobHandler>>)provider.GetServices<IJobHandler>));
        if (settings.Role == ProcessRole.Worker)
        {
            services.AddHostedService<JobWorker>();
            services.AddHostedService<JobSweep>();
        }
    }
}
