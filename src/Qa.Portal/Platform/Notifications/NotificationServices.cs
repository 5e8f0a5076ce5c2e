using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Qa.Grains.Hosting;
using Qa.Portal.Platform.Notifications.Outbox;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Platform.Notifications;

/// <summary>What notifications bring along.</summary>
internal static class NotificationServices
{
    public static void Add(IServiceCollection services, ServerSettings settings)
    {
        services.TryAddSingleton<OutboxLimits>();
        services.TryAddSingleton<IMailAddresses, AccountNameAddresses>();
        services.AddSingleton<NotificationSignal>();
        services.AddSingleton<NotificationTexts>();
        services.AddSingleton<NotificationService>();
        services.AddSingleton<INotifier, Notifier>();
        services.AddSingleton<DeliveryQueue>();
        services.AddSingleton<OutboxService>();
        services.AddSingleton<OutboxDesk>();
        services.AddSingleton<IDeliveryChannel, MailChannel>();
        services.AddSingleton<IDeliveryChannel, WebhookChannel>();
        if (settings.Role == ProcessRole.Worker)
        {
            services.AddHostedService<OutboxWorker>();
            services.AddHostedService<NotificationSweep>();
        }
    }
}
