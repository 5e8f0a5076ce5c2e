using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Qa.Grains.Auditing;

namespace Qa.Portal.Platform.Access;

/// <summary>
/// Who acts, and what that person or machine may do, as it is known at the moment of the action. Services ask it themselves, so
/// that a page and a request are refused alike.
/// </summary>
/// <param name="Name">Name of the account or of the token: what the audit log shows.</param>
/// <param name="AccountId">Null for a machine.</param>
/// <param name="AgentId">工号 under which interactions know the person; null where there is none.</param>
/// <param name="Origin">From where: the network address.</param>
internal sealed record Actor(string Name, Guid? AccountId, string? AgentId, Grants Grants, string Origin)
{
    public bool May(string permission) => Grants.Allow(permission);

    /// <exception cref="NotAllowedException">The permission is not given.</exception>
    public void Require(string permission)
    {
        if (!May(permission))
            throw new NotAllowedException(permission);
    }

    /// <summary>How endpoints get it.</summary>
    public static async ValueTask<Actor?> BindAsync(HttpContext context) =>
        await context.RequestServices.GetRequiredService<Actors>().OfAsync(context.User, AuditOrigin.Current, context.RequestAborted);
}
