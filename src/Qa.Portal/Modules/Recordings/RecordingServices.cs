using Microsoft.Extensions.DependencyInjection;
using Qa.Grains.Hosting;
using Qa.Portal.Modules.Recordings.Folders;
using Qa.Portal.Modules.Recordings.Queue;
using Qa.Portal.Platform.Privacy;

namespace Qa.Portal.Modules.Recordings;

/// <summary>What the module brings along.</summary>
internal static class RecordingServices
{
    public static void Add(IServiceCollection services, RecordingSettings settings, ProcessRole role)
    {
        services.AddSingleton(settings);
        services.AddSingleton(new RecordingStore(settings.Store));
        services.AddSingleton<RecordingSignal>();
        services.AddSingleton<RecordingRegister>();
        services.AddSingleton<RecordingQueue>();
        services.AddSingleton<RecordingHearing>();
        services.AddSingleton<SpeechModels>();
        services.AddSingleton<IPersonalData, RecordingData>();
        services.AddSingleton<FolderWatch>();
        if (role == ProcessRole.Worker)
        {
            services.AddHostedService<RecordingWorker>();
            services.AddHostedService(static provider => provider.GetRequiredService<FolderWatch>());
        }
    }
}
