using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Qa.Portal.Platform.Access;

/// <summary>An endpoint that does not say who may use it is used by nobody: forgetting it closes a door, and opens none.</summary>
internal sealed class SaysWhoMay : IAuthorizationRequirement;

/// <summary>Refuses what only the fallback guards. Files of the pages themselves are for everybody, and say so.</summary>
internal sealed class SaysWhoMayHandler : AuthorizationHandler<SaysWhoMay>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, SaysWhoMay requirement)
    {
        // Without an endpoint there is nothing to be let into: the answer is 404.
        if (context.Resource is HttpContext http && http.GetEndpoint() is null)
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
