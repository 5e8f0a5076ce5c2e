using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qa.Portal.Data;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Problems;
using Qa.Portal.Platform.Serving.Limits;

namespace Qa.Portal.Platform.Accounts.Passkeys;

/// <summary>What the browser is asked for when a passkey is made or shown. Each question is kept in a cookie until it is answered, which only a request can set.</summary>
internal static class PasskeyEndpoints
{
    public static void Map(IEndpointRouteBuilder application, IEndpointRouteBuilder api)
    {
        application.MapPost("/sign-in/passkey", AskAsync).AllowAnonymous().ExcludeFromDescription();
        var own = api.MapGroup("/account/passkeys").ExcludeFromDescription().ForEverybodySignedIn();
        own.MapPost("/question", AskForNewAsync);
        own.MapPost("", AddAsync);
    }

    private static async Task<IResult> AskAsync(HttpContext http, AccountSignIn signIn, SignInLimits limits)
    {
        if (await limits.TryAsync(http.Connection.RemoteIpAddress, null, http.RequestAborted) is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Problem.Of(429, "too-many", $"too many attempts to sign in from this address; try again after {seconds} s");
        }

        // Of no account: the passkey itself says whose it is, so that nobody learns which accounts there are.
        return TypedResults.Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");
    }

    private static async Task<IResult> AskForNewAsync(HttpContext http, AccountSignIn signIn)
    {
        var account = await signIn.UserManager.GetUserAsync(http.User) ?? throw new NotAllowedException("account");
        return TypedResults.Content(
            await signIn.MakePasskeyCreationOptionsAsync(new() { Id = account.Id.ToString(), Name = account.UserName!, DisplayName = account.DisplayName }), "application/json");
    }

    private static async Task<IResult> AddAsync(PasskeyRequest request, HttpContext http, OwnPasskeys own, AccountSignIn signIn, PortalContext context) =>
        await own.AddAsync(http.User, request.Name, request.Credential.GetRawText(), signIn, context) switch
        {
            PasskeyFault.None => TypedResults.NoContent(),
            PasskeyFault.BadName => Problem.Of(400, "invalid-request", $"name: expected 1 to {OwnPasskeys.MaximumNameLength} characters"),
            PasskeyFault.TooMany => Problem.Of(409, "too-many", $"an account has {OwnPasskeys.MaximumCount} passkeys at most; remove one first"),
            PasskeyFault.NotAsked => Problem.Of(400, "invalid-request", "no passkey was asked for, or too long ago; begin anew"),
            _ => Problem.Of(400, "invalid-request", "credential: found what was not asked for"),
        };

    private sealed record PasskeyRequest(string Name, JsonElement Credential);
}
