using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Qa.Portal.Tests.Platform.Accounts.Company;

/// <summary>The sign-on of a company: a real OpenID Connect server within the test, at which one person is signed in all the time.</summary>
internal sealed class CompanyStandIn : IAsyncDisposable
{
    public const string ClientId = "callcenter";
    public const string ClientSecret = "a-secret-of-the-company";

    private readonly WebApplication _application;

    private CompanyStandIn(WebApplication application) => _application = application;

    /// <summary>Whom it vouches for; null for somebody without a name.</summary>
    public string? Person { get; set; }

    /// <summary>Whether the person says no when asked.</summary>
    public bool Refuses { get; set; }

    /// <summary>Requests of the code flow as they came.</summary>
    public ConcurrentQueue<OpenIddictRequest> Asked { get; } = [];

    public ConcurrentQueue<OpenIddictRequest> SignedOut { get; } = [];

    public string Address => _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<CompanyStandIn> StartAsync()
    {
        CompanyStandIn? company = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAuthentication();
        builder.Services.AddAuthorization();
        builder.Services.AddOpenIddict().AddServer(options => Configure(options, () => company!));
        var application = builder.Build();
        application.UseAuthentication();
        application.UseAuthorization();
        await application.StartAsync();
        return company = new(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static void Configure(OpenIddictServerBuilder options, Func<CompanyStandIn> company)
    {
        // Without a database: one client, which the handlers below know.
        options.EnableDegradedMode().AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        options.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token").SetUserInfoEndpointUris("connect/userinfo").SetEndSessionEndpointUris("connect/logout");
        options.RegisterScopes(OpenIddictConstants.Scopes.Profile);
        options.AddSigningKey(new RsaSecurityKey(System.Security.Cryptography.RSA.Create(2048)) { KeyId = "test" });
        options.AddEncryptionKey(new SymmetricSecurityKey(new byte[32]));
        options.UseAspNetCore().DisableTransportSecurityRequirement();
        options.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (context.ClientId != ClientId || context.RedirectUri?.EndsWith("/sign-in/company/callback", StringComparison.Ordinal) != true)
                context.Reject(OpenIddictConstants.Errors.InvalidClient);
            return default;
        }));
        options.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            company().Asked.Enqueue(context.Request);
            if (company().Refuses)
                context.Reject(OpenIddictConstants.Errors.AccessDenied);
            else
                context.SignIn(PrincipalOf(company().Person));
            return default;
        }));
        options.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(static context =>
        {
            if (context.ClientId != ClientId || context.ClientSecret != ClientSecret)
                context.Reject(OpenIddictConstants.Errors.InvalidClient);
            return default;
        }));
        options.AddEventHandler<HandleUserInfoRequestContext>(handler => handler.UseInlineHandler(static _ => default));
        options.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(static _ => default));
        options.AddEventHandler<HandleEndSessionRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            company().SignedOut.Enqueue(context.Request);
            context.SignOut();
            return default;
        }));
    }

    private static ClaimsPrincipal PrincipalOf(string? person)
    {
        var identity = new ClaimsIdentity("company");
        identity.SetClaim(OpenIddictConstants.Claims.Subject, "42");
        if (person is not null)
            identity.SetClaim(OpenIddictConstants.Claims.PreferredUsername, person);
        identity.SetScopes(OpenIddictConstants.Scopes.OpenId, OpenIddictConstants.Scopes.Profile);
        identity.SetDestinations(static _ => [OpenIddictConstants.Destinations.IdentityToken, OpenIddictConstants.Destinations.AccessToken]);
        return new(identity);
    }
}
