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
using Qa.Portal.Platform.Accounts.Company;
using Qa.Portal.Platform.Auditing;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Platform.Accounts;

/// <summary>
/// Identity's signing-in, with what is ours: sessions that can be ended, accounts that are closed, networks that are allowed, the
/// company's sign-on, the audit log. One is made for each request.
/// </summary>
internal sealed class AccountSignIn(
    UserManager<Account> accounts, IHttpContextAccessor contextAccessor, IUserClaimsPrincipalFactory<Account> principals, IOptions<IdentityOptions> options, ILogger<SignInManager<Account>> logger,
    IAuthenticationSchemeProvider schemes, IUserConfirmation<Account> confirmation, Sessions sessions, CompanySignOn company, IDbContextFactory<PortalContext> contexts, TimeProvider time)
    : SignInManager<Account>(accounts, contextAccessor, principals, options, logger, schemes, confirmation)
{
    private SignInWay _way = SignInWay.Password;

    /// <summary>Whether the last attempt was refused because this person signs in by the company alone.</summary>
    public bool IsForCompanyOnly { get; private set; }

    public override async Task<bool> CanSignInAsync(Account user) => !user.IsDisabled && await IsAllowedHereAsync(user) && await base.CanSignInAsync(user);

    public override async Task<SignInResult> PasswordSignInAsync(string userName, string password, bool isPersistent, bool lockoutOnFailure)
    {
        var result = await base.PasswordSignInAsync(userName, password, isPersistent, lockoutOnFailure);
        if (!result.Succeeded && !result.RequiresTwoFactor)
            await RecordAsync(userName, "sign-in refused", IsForCompanyOnly ? "company only" : result.IsLockedOut ? "locked" : result.IsNotAllowed ? "not allowed" : "wrong");
        return result;
    }

    public override async Task<SignInResult> PasskeySignInAsync(string credentialJson)
    {
        _way = SignInWay.Passkey;
        var result = await ShownAsync(credentialJson);
        if (!result.Succeeded)
            await RecordAsync("?", "sign-in refused", IsForCompanyOnly ? "company only" : result.IsLockedOut ? "passkey, locked" : result.IsNotAllowed ? "passkey, not allowed" : "passkey, wrong");
        return result;
    }

    /// <summary>Lets in whom the company vouches for, where the account is there and open: none is opened that way.</summary>
    /// <param name="name">The account that the company names; null where it names none.</param>
    /// <param name="identityToken">What signing out there asks for.</param>
    /// <returns>The key of the text that says why not; null where it is done.</returns>
    public async Task<string?> CompanySignInAsync(string? name, string? identityToken)
    {
        _way = SignInWay.Company;
        if (string.IsNullOrWhiteSpace(name))
            return await RefusedAsync("?", "company: names no account", "company.unnamed");
        if (await UserManager.FindByNameAsync(name) is not { } account)
            return await RefusedAsync(name, "company: no account", "company.unknown");
        if (!await CanSignInAsync(account))
            return await RefusedAsync(name, "company: not allowed", "sign-in.not-allowed");
        var properties = new AuthenticationProperties();
        if (identityToken is not null)
            properties.StoreTokens([new() { Name = CompanySignOn.IdentityToken, Value = identityToken }]);
        await SignInAsync(account, properties, CompanySignOn.Scheme);
        return null;
    }

    public override async Task SignInWithClaimsAsync(Account user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var session = await sessions.BeginAsync(user.Id, Origin, Context.Request.Headers.UserAgent.ToString(), _way);
        await base.SignInWithClaimsAsync(user, authenticationProperties, [.. additionalClaims, new(Sessions.ClaimType, session.Id.ToString())]);
        user.LastSignInAt = time.GetUtcNow();
        await UserManager.UpdateAsync(user);
        await RecordAsync(user.UserName!, "sign in", _way == SignInWay.Password ? "" : _way.ToString().ToLowerInvariant());
    }

    private async Task<SignInResult> ShownAsync(string credential)
    {
        if (credential.Length == 0)
            return SignInResult.Failed;
        try
        {
            return await base.PasskeySignInAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // Nothing was asked of this browser, or too long ago.
            return SignInResult.Failed;
        }
    }

    // Passwords and passkeys pass here once they were right, so that nobody learns by trying who signs in how.
    protected override async Task<SignInResult> SignInOrTwoFactorAsync(Account user, bool isPersistent, string? loginProvider = null, bool bypassTwoFactor = false)
    {
        IsForCompanyOnly = (await company.RefreshAsync(Context.RequestAborted)) is { IsOn: true, LocalForAdministratorsOnly: true } && !await IsAdministratorAsync(user);
        return IsForCompanyOnly ? SignInResult.NotAllowed : await base.SignInOrTwoFactorAsync(user, isPersistent, loginProvider, bypassTwoFactor);
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

    private async Task<bool> IsAdministratorAsync(Account user)
    {
        await using var context = await contexts.CreateDbContextAsync();
        return await context.Set<AccountRole>().AnyAsync(role => role.AccountId == user.Id && role.RoleId == RoleTemplates.Administrator);
    }

    private async Task<string> RefusedAsync(string name, string detail, string text)
    {
        await RecordAsync(name, "sign-in refused", detail);
        return text;
    }

    private async Task RecordAsync(string name, string action, string detail)
    {
        await using var context = await contexts.CreateDbContextAsync();
        context.Add(AuditRecord.Of(
            time.GetUtcNow(), name.Length > Account.MaximumNameLength ? name[..Account.MaximumNameLength] : name, Origin, action, "session", null, null, AuditKind.SignIn, detail));
        await context.SaveChangesAsync();
    }
}
