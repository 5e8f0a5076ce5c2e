using System.Resources;
using Microsoft.Extensions.DependencyInjection;
using Qa.Portal.Platform.Notifications;

namespace Qa.Portal.Platform.Settings;

/// <summary>What settings bring along.</summary>
internal static class SettingsServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<SettingsText>();
        services.AddSingleton<SettingsStore>();
        services.AddSingleton<SettingsDesk>();
        services.AddSingleton(new NotificationTextSource(new ResourceManager(typeof(SettingsTexts))));
    }
}
