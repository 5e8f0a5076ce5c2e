using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Qa.Portal.Platform.Accounts.Company;

/// <summary>What the company's sign-on brings along: all of OpenID Connect but the scheme, which is there only while it is on.</summary>
internal static class CompanySignOnServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<CompanySignOn>();
        services.AddTransient<OpenIdConnectHandler>();
        services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>, CompanySignOnOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<OpenIdConnectOptions>, OpenIdConnectPostConfigureOptions>());
    }
}
