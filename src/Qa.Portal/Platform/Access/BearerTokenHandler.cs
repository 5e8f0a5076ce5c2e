using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Qa.Portal.Platform.Access.Tokens;

namespace Qa.Portal.Platform.Access;

/// <summary>Takes the bearer token of a request for the name that stands beside it in the token file, or for the token that somebody made in the portal.</summary>
internal sealed class BearerTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AccessTokens operators, MachineTokens machines)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "Bearer";

    private const string Prefix = "Bearer ";

    private TokenStanding _standing = TokenStanding.Unknown;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        var secret = header[Prefix.Length..].Trim();
        if (operators.NameOf(secret) is { } name)
            return Of(new Claim(ClaimTypes.Name, name));
        (_standing, var token) = await machines.ShownAsync(secret, Context.RequestAborted);
        return _standing == TokenStanding.Good
            ? Of(new Claim(ClaimTypes.Name, token!.ActorName), new Claim(MachineTokens.ClaimType, token.Id.ToString()))
            : AuthenticateResult.Fail($"The token is not good: {_standing}.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = _standing == TokenStanding.Unknown ? Name : $"{Name} error=\"invalid_token\"";
        var (kind, detail) = _standing switch
        {
            TokenStanding.Expired => ("token-expired", "the token has expired; make another one at 'Tokens of machines' or by 'qa token add'"),
            TokenStanding.Revoked => ("token-revoked", "the token was revoked; ask who looks after the tokens for another one"),
            TokenStanding.OwnerClosed => ("token-revoked", "the account of the token's owner is closed, and the token with it"),
            _ => ("unauthorized", "found no valid token; expected 'Authorization: Bearer TOKEN'"),
        };
        return Problems.Problem.Of(401, kind, detail).ExecuteAsync(Context);
    }

    private static AuthenticateResult Of(params Claim[] claims) => AuthenticateResult.Success(new(new(new ClaimsIdentity(claims, Name)), Name));
}
