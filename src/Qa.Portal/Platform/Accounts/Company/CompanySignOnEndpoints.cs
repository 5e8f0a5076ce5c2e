using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Qa.Portal.Ui;

namespace Qa.Portal.Platform.Accounts.Company;

/// <summary>The way to the company's sign-on, back from it, and out of it again.</summary>
internal static partial class CompanySignOnEndpoints
{
    public const string BeginPath = "/sign-in/company";
    public const string CallbackPath = "/sign-in/company/callback";
    public const string SignedOutPath = "/sign-in/company/signed-out";
    public const string OutPath = "/sign-in/company/out";

    private const string DonePath = "/sign-in/company/done";

    public static void Map(IEndpointRouteBuilder application)
    {
        application.MapGet(BeginPath, BeginAsync).AllowAnonymous().ExcludeFromDescription();
        application.MapGet(DonePath, DoneAsync).AllowAnonymous().ExcludeFromDescription();
        application.MapGet(OutPath, OutAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> BeginAsync(string? back, HttpContext http, CompanySignOn company, ILogger<CompanySignOn> logger)
    {
        if (!company.InForce.IsOn)
            return Refused("company.off");
        try
        {
            await http.ChallengeAsync(CompanySignOn.Scheme, new() { RedirectUri = $"{DonePath}?back={Uri.EscapeDataString(PortalPages.LocalOr(back))}" });
            return Results.Empty;
        }
        catch (Exception exception) when (exception is InvalidOperationException or HttpRequestException)
        {
            // Its configuration cannot be read.
            LogSilent(logger, exception);
            return Refused("company.silent");
        }
    }

    private static async Task<IResult> DoneAsync(string? back, HttpContext http, CompanySignOn company, AccountSignIn signIn)
    {
        var vouched = await http.AuthenticateAsync(IdentityConstants.ExternalScheme);
        await http.SignOutAsync(IdentityConstants.ExternalScheme);
        if (!vouched.Succeeded || !company.InForce.IsOn)
            return Refused("company.failed");
        var refusal = await signIn.CompanySignInAsync(vouched.Principal.FindFirstValue(company.InForce.NameClaim), vouched.Properties.GetTokenValue(CompanySignOn.IdentityToken));
        return refusal is null ? TypedResults.LocalRedirect(PortalPages.LocalOr(back)) : Refused(refusal);
    }

    private static async Task<IResult> OutAsync(HttpContext http, CompanySignOn company, IOptionsMonitor<OpenIdConnectOptions> options, ILogger<CompanySignOn> logger)
    {
        try
        {
            if (company.InForce.IsOn && await options.Get(CompanySignOn.Scheme).ConfigurationManager!.GetConfigurationAsync(http.RequestAborted) is { EndSessionEndpoint.Length: > 0 })
            {
                await http.SignOutAsync(CompanySignOn.Scheme, new() { RedirectUri = AccountServices.SignInPath });
                await http.SignOutAsync(IdentityConstants.ExternalScheme);
                return Results.Empty;
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or HttpRequestException)
        {
            LogSilent(logger, exception);
        }

        return TypedResults.LocalRedirect(AccountServices.SignInPath);
    }

    private static Microsoft.AspNetCore.Http.HttpResults.RedirectHttpResult Refused(string why) => TypedResults.LocalRedirect($"{AccountServices.SignInPath}?refused={why}");

    [LoggerMessage(Level = LogLevel.Warning, Message = "The company's sign-on does not answer")]
    private static partial void LogSilent(ILogger logger, Exception exception);
}
