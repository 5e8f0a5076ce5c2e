using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.WebEncoders;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;
using Qa.Portal.Ui.Layout;
using Radzen;

namespace Qa.Portal.Ui;

/// <summary>The pages for people: components that run on the server, their files, and the few addresses that set cookies.</summary>
internal static class PortalPages
{
    public const string ThemeCookie = "callcenter-theme";

    private const int HubMessageBytes = 1024 * 1024;
    private static readonly TimeSpan PreferenceAge = TimeSpan.FromDays(365);
    private static readonly string[] Themes = ["light", "dark", "auto"];

    /// <param name="zone">The centre's.</param>
    public static void Add(IServiceCollection services, TimeZoneInfo zone)
    {
        services.AddLocalization();

        // Chinese stays readable in the source of a page, and takes a third of the bytes.
        services.Configure<WebEncoderOptions>(static options => options.TextEncoderSettings = new(UnicodeRanges.All));
        services.Configure<RequestLocalizationOptions>(static options =>
        {
            options.SetDefaultCulture(Languages.Default).AddSupportedCultures([.. Languages.All]).AddSupportedUICultures([.. Languages.All]);
            options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = "callcenter-language" }];
        });
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(static hub => hub.MaximumReceiveMessageSize = HubMessageBytes);
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, SessionRevalidation>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<CentreTime>(provider, zone));
        services.AddScoped<CurrentPerson>();
        services.AddScoped<CircuitHandler, CircuitOrigin>();
        services.AddScoped<MenuPages>();
        services.AddSingleton<PersonPanels>();
        services.AddRadzenComponents();
        services.Configure<AntiforgeryOptions>(static options => (options.Cookie.Name, options.HeaderName) = ("callcenter-antiforgery", "X-Antiforgery"));
    }

    public static void Map(WebApplication application)
    {
        application.MapStaticAssets().AllowAnonymous();
        application.MapRazorComponents<App>().AddInteractiveServerRenderMode().Add(static endpoint =>
        {
            // The connection of a page is opened by who may open pages.
            if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } route } && route.TrimStart('/').StartsWith("_blazor", StringComparison.Ordinal))
                endpoint.Metadata.Add(new ForEverybodySignedInAttribute());
        });
        application.MapFallback(static () => new RazorComponentResult<App> { StatusCode = StatusCodes.Status404NotFound }).ForEverybodySignedIn().ExcludeFromDescription();
        application.MapGet("/preferences/language", static (string to, string? back, HttpContext context) =>
        {
            if (Languages.All.Contains(to))
                Remember(context, "callcenter-language", CookieRequestCultureProvider.MakeCookieValue(new(to)));
            return TypedResults.LocalRedirect(LocalOr(back));
        }).AllowAnonymous().ExcludeFromDescription();
        application.MapGet("/preferences/theme", static (string to, string? back, HttpContext context) =>
        {
            if (Themes.Contains(to, StringComparer.Ordinal))
                Remember(context, ThemeCookie, to);
            return TypedResults.LocalRedirect(LocalOr(back));
        }).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>An address of this server that somebody named, else the first page: nobody is led elsewhere.</summary>
    public static string LocalOr(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";

    private static void Remember(HttpContext context, string name, string value) => context.Response.Cookies.Append(
        name, value, new() { MaxAge = PreferenceAge, HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, IsEssential = true });
}
