using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Qa.Portal.Platform.Accounts.Company;

/// <summary>What OpenID Connect is told: the code flow with PKCE, answered by an address, and as few claims as possible.</summary>
internal sealed partial class CompanySignOnOptions(CompanySignOn company, ILogger<CompanySignOnOptions> logger) : IConfigureNamedOptions<OpenIdConnectOptions>
{
    public void Configure(OpenIdConnectOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, OpenIdConnectOptions options)
    {
        if (name != CompanySignOn.Scheme)
            return;
        var settings = company.InForce;
        (options.Authority, options.ClientId, options.ClientSecret) = (settings.Authority, settings.ClientId, settings.ClientSecret);
        (options.ResponseType, options.ResponseMode, options.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
        (options.SignInScheme, options.SignOutScheme) = (IdentityConstants.ExternalScheme, IdentityConstants.ExternalScheme);
        (options.CallbackPath, options.SignedOutCallbackPath, options.SignedOutRedirectUri) = (CompanySignOnEndpoints.CallbackPath, CompanySignOnEndpoints.SignedOutPath, AccountServices.SignInPath);
        (options.SaveTokens, options.MapInboundClaims, options.GetClaimsFromUserInfoEndpoint) = (true, false, true);
        options.ClaimActions.MapUniqueJsonKey(settings.NameClaim, settings.NameClaim);
        options.TokenValidationParameters.NameClaimType = settings.NameClaim;

        // Within one machine nobody listens; a test does just that.
        options.RequireHttpsMetadata = !Uri.TryCreate(settings.Authority, UriKind.Absolute, out var authority) || !authority.IsLoopback;

        // The company leads back by an address, with which cookies of this kind come along, also where there is no TLS.
        (options.CorrelationCookie.SameSite, options.CorrelationCookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        (options.NonceCookie.SameSite, options.NonceCookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        options.Events.OnAccessDenied = static context => LeaveAsync(context, "company.denied");
        options.Events.OnRemoteFailure = context =>
        {
            LogFailed(context.Failure);
            return LeaveAsync(context, "company.failed");
        };
    }

    private static Task LeaveAsync<T>(HandleRequestContext<T> context, string refusal)
        where T : AuthenticationSchemeOptions
    {
        context.Response.Redirect($"{AccountServices.SignInPath}?refused={refusal}");
        context.HandleResponse();
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The company's sign-on led back with an answer that does not hold")]
    private partial void LogFailed(Exception? exception);
}
