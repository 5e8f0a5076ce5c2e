using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Accounts.Company;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Problems;
using Qa.Portal.Platform.Serving.Limits;

namespace Qa.Portal.Platform.Accounts.Security;

/// <summary>How people sign in and how much may be asked, for who sets up centres by script.</summary>
internal static class SecurityEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var security = api.MapGroup("/security").WithTags("Security");
        security.MapGet("/limits", async (SecurityDesk desk, Actor actor, CancellationToken cancellation) =>
        {
            var setting = await desk.LimitsAsync(actor, cancellation);
            return TypedResults.Ok(new { limits = setting.Value, setting.Version });
        }).WithSummary("How much may be asked a minute; 0 is for no limit").Requires("security.read");
        security.MapPut("/limits", async (LimitsRequest request, SecurityDesk desk, Actor actor, CancellationToken cancellation) => Answer(await desk.SaveLimitsAsync(request.Limits, request.Version, actor, cancellation)))
            .WithSummary("Change how much may be asked a minute, with the version that was read").Requires("security.edit");
        security.MapGet("/sign-on", async (SecurityDesk desk, Actor actor, CancellationToken cancellation) =>
        {
            var setting = await desk.SignOnAsync(actor, cancellation);
            return TypedResults.Ok(new { signOn = setting.Value, setting.Version });
        }).WithSummary("The company's sign-on; its secret is never shown").Requires("security.read");
        security.MapPut("/sign-on", async (SignOnRequest request, SecurityDesk desk, Actor actor, CancellationToken cancellation) => Answer(await desk.SaveSignOnAsync(request.SignOn, request.Version, actor, cancellation)))
            .WithSummary("Change the company's sign-on, with the version that was read; an empty secret leaves the one that there is, where server and client stay the same").Requires("security.edit");
    }

    private static IResult Answer(SecurityResult result)
    {
        if (result.Outcome == SaveOutcome.Done)
            return TypedResults.NoContent();
        if (result.Outcome is not null)
            return Problem.Of(409, "changed-meanwhile", "somebody else has changed it since it was read; nothing was saved: read it again");
        var messages = result.Errors.Select(MessageOf).ToList();
        return Problem.Of(400, "invalid-request", messages[0], new(StringComparer.Ordinal) { ["errors"] = messages.Select(static message => new { message }) });
    }

    private static string MessageOf(SecurityError error) => error.Fault switch
    {
        SecurityFault.BadLimit => $"{error.Field}: expected 0 (no limit) to {RateLimitSettings.Maximum}",
        SecurityFault.TooLong => $"a text is too long; expected {CompanySignOnSettings.MaximumLength} characters at most, {CompanySignOnSettings.MaximumButtonLength} for buttonText",
        SecurityFault.BadAuthority => "authority: expected an address that begins with https://",
        SecurityFault.NoClient => "clientId: found none, expected how the company's sign-on knows this server",
        SecurityFault.NoSecret => "clientSecret: found none, expected the secret that the company's sign-on gave this server",
        _ => "nameClaim: found none, expected the claim that is the name of the account",
    };

    private sealed record LimitsRequest(RateLimitSettings Limits, long Version);

    private sealed record SignOnRequest(CompanySignOnSettings SignOn, long Version);
}
