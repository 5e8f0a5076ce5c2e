using Microsoft.Extensions.DependencyInjection;

namespace Qa.Portal.Platform.Settings;

/// <summary>What settings bring along.</summary>
internal static class SettingsServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<SettingsText>();
        services.AddSingleton<SettingsStore>();
    }
}
