using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Qa.Portal.Platform.Access;

/// <summary>Decides whether somebody has the permission that a page or an endpoint requires.</summary>
internal sealed class RequiredPermission(Actors actors) : AuthorizationHandler<RequiresAttribute>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, RequiresAttribute requirement)
    {
        if (context.User.Identity?.IsAuthenticated == true && (await actors.GrantsOfAsync(context.User)).Allow(requirement.Permission))
            context.Succeed(requirement);
    }
}

/// <summary>How endpoints say what they require.</summary>
internal static class RequiredPermissionExtensions
{
    public static T Requires<T>(this T endpoint, string permission)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new RequiresAttribute(permission));

    public static T ForEverybodySignedIn<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new ForEverybodySignedInAttribute());
}
