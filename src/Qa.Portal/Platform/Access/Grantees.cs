using Microsoft.EntityFrameworkCore;
using Qa.Grains.Auditing;
using Qa.Portal.Data;
using Qa.Portal.Platform.Accounts;

namespace Qa.Portal.Platform.Access;

/// <summary>Finds those who may do something, to tell them that it waits.</summary>
internal static class Grantees
{
    /// <summary>Names of the accounts that are open and have a permission, in order, but for the one who asks.</summary>
    /// <param name="asker">As it stands in the audit log: an account, or a machine of one.</param>
    public static async Task<IReadOnlyList<string>> OfAsync(PortalContext context, string permission, string asker, int most, CancellationToken cancellation)
    {
        var own = ActorName.PersonOf(asker).ToUpperInvariant();
        return await (from grant in context.Set<RoleGrant>()
                      join role in context.Set<AccountRole>() on grant.RoleId equals role.RoleId
                      join account in context.Set<Account>() on role.AccountId equals account.Id
                      where grant.Permission == permission && !account.IsDisabled && account.NormalizedUserName != own
                      select account.UserName!).Distinct().OrderBy(static name => name).Take(most).ToListAsync(cancellation);
    }
}
