using Microsoft.Extensions.DependencyInjection;

namespace Qa.Portal.Demo;

/// <summary>What a demo brings along.</summary>
internal static class DemoServices
{
    public static void Add(IServiceCollection services, DemoSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<DemoAccounts>();
        services.AddSingleton<DemoPeople>();
        services.AddSingleton<DemoCalendar>();
        services.AddSingleton<DemoInteractions>();
        services.AddHostedService<DemoCentre>();
    }
}
