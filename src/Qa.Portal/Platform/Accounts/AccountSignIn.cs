using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Qa.Grains.Auditing;
using Qa.Portal.Data;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Auditing;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Platform.Accounts;

/// <summary>Identity's signing-in, with what is ours: sessions that can be ended, accounts that are closed, networks that are allowed, the audit log.</summary>
internal sealed class AccountSignIn(
    UserManager<Account> accounts, IHttpContextAccessor contextAccessor, IUserClaimsPrincipalFactory<Account> principals, IOptions<IdentityOptions> options, ILogger<SignInManager<Account>> logger,
    IAuthenticationSchemeProvider schemes, IUserConfirmation<Account> confirmation, Sessions sessions, IDbContextFactory<PortalContext> contexts, TimeProvider time)
    : SignInManager<Account>(accounts, contextAccessor, principals, options, logger, schemes, confirmation)
{
    public override async Task<bool> CanSignInAsync(Account user) => !user.IsDisabled && await IsAllowedHereAsync(user) && await base.CanSignInAsync(user);

    public override async Task<SignInResult> PasswordSignInAsync(string userName, string password, bool isPersistent, bool lockoutOnFailure)
    {
        var result = await base.PasswordSignInAsync(userName, password, isPersistent, lockoutOnFailure);
        if (!result.Succeeded && !result.RequiresTwoFactor)
            await RecordAsync(userName, "sign-in refused", result.IsLockedOut ? "locked" : result.IsNotAllowed ? "not allowed" : "wrong");
        return result;
    }

    public override async Task SignInWithClaimsAsync(Account user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var session = await sessions.BeginAsync(user.Id, Origin, Context.Request.Headers.UserAgent.ToString());
        await base.SignInWithClaimsAsync(user, authenticationProperties, [.. additionalClaims, new(Sessions.ClaimType, session.Id.ToString())]);
        user.LastSignInAt = time.GetUtcNow();
        await UserManager.UpdateAsync(user);
        await RecordAsync(user.UserName!, "sign in", "");
    }

    private string Origin => RequestOrigin.Of(Context.Connection.RemoteIpAddress);

    // Every role that names networks must allow this one: the strictest of them decides.
    private async Task<bool> IsAllowedHereAsync(Account user)
    {
        await using var context = await contexts.CreateDbContextAsync();
        var networks = await (from own in context.Set<AccountRole>()
                              join role in context.Set<PortalRole>() on own.RoleId equals role.Id
                              where own.AccountId == user.Id && role.Networks != ""
                              select role.Networks).ToListAsync();
        return networks.TrueForAll(list => AllowedNetworks.Parse(list).Allow(Context.Connection.RemoteIpAddress));
    }

    private async Task RecordAsync(string name, string action, string detail)
    {
        await using var context = await contexts.CreateDbContextAsync();
        context.Add(AuditRecord.Of(
            time.GetUtcNow(), name.Length > Account.MaximumNameLength ? name[..Account.MaximumNameLength] : name, Origin, action, "session", null, null, AuditKind.SignIn, detail));
        await context.SaveChangesAsync();
    }
}
