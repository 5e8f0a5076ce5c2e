using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Qa.Portal.Platform.Access;

/// <summary>Takes the bearer token of a request for the name that stands beside it in the token file.</summary>
internal sealed class BearerTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AccessTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "Bearer";

    private const string Prefix = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return Task.FromResult(AuthenticateResult.NoResult());
        if (tokens.NameOf(header[Prefix.Length..].Trim()) is not { } name)
            return Task.FromResult(AuthenticateResult.Fail("The token is nobody's."));
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, name)], Name);
        return Task.FromResult(AuthenticateResult.Success(new(new(identity), Name)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Name;
        return Problems.Problem.Of(401, "unauthorized", "found no valid token; expected 'Authorization: Bearer TOKEN'").ExecuteAsync(Context);
    }
}
