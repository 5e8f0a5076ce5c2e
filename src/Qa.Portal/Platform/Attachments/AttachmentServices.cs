using Microsoft.Extensions.DependencyInjection;
using Qa.Grains.Hosting;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Platform.Attachments;

/// <summary>What attachments need of a server.</summary>
internal static class AttachmentServices
{
    public static void Add(IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton(new AttachmentStore(settings.Attachments with { MaximumBytes = AttachmentStore.MaximumBytes }));
        services.AddSingleton<AttachmentSubjects>();
        services.AddSingleton<AttachmentService>();
        if (settings.Role == ProcessRole.Worker)
            services.AddHostedService<AttachmentSweep>();
    }
}
