using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qa.Grains.Hosting;
using Qa.Portal.Platform.Jobs;
using Qa.Portal.Platform.Privacy.Holds;
using Qa.Portal.Platform.Privacy.Lists;
using Qa.Portal.Platform.Privacy.Requests;
using Qa.Portal.Platform.Privacy.Retention;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Platform.Privacy;

/// <summary>What the protection of data brings along.</summary>
internal static class PrivacyServices
{
    public static void Add(IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton<SensitiveReading>();
        services.AddSingleton<IPersonalData, InteractionData>();
        services.AddSingleton<IPersonalData, AttachmentData>();
        services.AddSingleton<Erasing>();
        services.AddSingleton<HoldDesk>();
        services.AddSingleton<SoughtCustomer>();
        services.AddSingleton<ErasureSight>();
        services.AddSingleton<ErasureDesk>();
        services.AddSingleton<RetentionDesk>();
        services.AddSingleton<Reapplication>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ErasureList>(provider, new ErasureListFile(settings.ErasureList)));
        services.AddSingleton<IJobHandler, FindJob>();
        services.AddSingleton<IJobHandler, EraseJob>();
        services.AddSingleton<IJobHandler, RetentionJob>();
        if (settings.Role == ProcessRole.Worker)
            services.AddHostedService<PrivacyClock>();
    }

    public static void Describe(ModelBuilder model)
    {
        LegalHold.Describe(model);
        ErasureRequest.Describe(model);
        RetentionNight.Describe(model);
    }
}
