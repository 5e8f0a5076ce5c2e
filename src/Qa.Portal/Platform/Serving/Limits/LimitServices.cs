using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Qa.Portal.Platform.Accounts;

namespace Qa.Portal.Platform.Serving.Limits;

/// <summary>What limits bring along, and where they stand among what a request passes.</summary>
internal static class LimitServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<SignInLimits>();
        services.AddSingleton<RequestLimits>();
        services.AddRateLimiter(static _ => { });
        services.AddOptions<RateLimiterOptions>().Configure<RequestLimits>(static (options, limits) => limits.Configure(options));
    }

    /// <summary>After who asks is known.</summary>
    public static void UseRequestLimits(this WebApplication application)
    {
        var limits = application.Services.GetRequiredService<RequestLimits>();
        application.Use(async (context, next) =>
        {
            if (AccountServices.IsForMachines(context.Request))
                await limits.RefreshAsync(context.RequestAborted);
            await next(context);
        });
        application.UseRateLimiter();
    }
}
