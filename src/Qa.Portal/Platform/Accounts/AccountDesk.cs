using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qa.Portal.Data;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Platform.Accounts;

/// <summary>Opens, changes and closes accounts. Each change and its audit entry are one; nobody makes an account that may more than the own.</summary>
internal sealed class AccountDesk(IServiceScopeFactory scopes, Sessions sessions, Actors actors, TimeProvider time)
{
    private const string ReadPermission = "accounts.read";
    private const string EditPermission = "accounts.edit";

    // Read out on the telephone: no letters and digits that are taken for each other.
    private const string PasswordLetters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int PasswordGroups = 4;
    private const int PasswordGroupLength = 4;

    /// <summary>Opens an account with a first password, which must be changed at the first sign-in.</summary>
    /// <param name="mustChangePassword">False only where nobody's secrets are behind it.</param>
    /// <param name="also">Adds to the context what is to be saved with the account, or not at all: the request that is carried out.</param>
    public async Task<AccountResult> OpenAsync(
        AccountForm form, Actor actor, bool mustChangePassword = true, Func<PortalContext, Task>? also = null, CancellationToken cancellation = default)
    {
        actor.Require(EditPermission);
        await using var scope = scopes.CreateAsyncScope();
        var (context, accounts) = (scope.ServiceProvider.GetRequiredService<PortalContext>(), scope.ServiceProvider.GetRequiredService<UserManager<Account>>());
        if (await FaultAsync(context, form, null, actor, cancellation) is { } fault)
            return new(fault);
        var account = new Account { Id = Guid.CreateVersion7(), UserName = form.Name, DisplayName = form.DisplayName, AgentId = form.AgentId, Email = form.Email, MustChangePassword = mustChangePassword, CreatedAt = time.GetUtcNow() };
        var password = NewPassword();
        context.AddRange(form.Roles.Select(role => new AccountRole { AccountId = account.Id, RoleId = role }));
        context.Add(Entry(actor, "open account", form.Name, null, Describe(account, form.Roles)));
        if (also is not null)
            await also(context);
        var created = await accounts.CreateAsync(account, password);
        return created.Succeeded ? new(AccountFault.None, account, password) : new(AccountFault.NameTaken);
    }

    /// <summary>Changes what an account is and may.</summary>
    /// <param name="stamp">Of the account that was read.</param>
    /// <param name="also">As of <see cref="OpenAsync"/>.</param>
    public async Task<AccountResult> ChangeAsync(
        Guid id, string stamp, AccountForm form, bool isDisabled, Actor actor, Func<PortalContext, Task>? also = null, CancellationToken cancellation = default)
    {
        actor.Require(EditPermission);
        await using var scope = scopes.CreateAsyncScope();
        var (context, accounts) = (scope.ServiceProvider.GetRequiredService<PortalContext>(), scope.ServiceProvider.GetRequiredService<UserManager<Account>>());
        if (await context.Set<Account>().FindAsync([id], cancellation) is not { } account)
            return new(AccountFault.Missing);
        var roles = await context.Set<AccountRole>().Where(role => role.AccountId == id).ToListAsync(cancellation);
        if (account.ConcurrencyStamp != stamp)
            return new(AccountFault.ChangedMeanwhile, account);
        if (await FaultAsync(context, form, account, actor, cancellation) is { } fault)
            return new(fault);
        if (actor.AccountId == id && (isDisabled || !form.Roles.Contains(RoleTemplates.Administrator, StringComparer.Ordinal) && roles.Exists(static role => role.RoleId == RoleTemplates.Administrator)))
            return new(AccountFault.OwnAccount);
        var before = Describe(account, roles.Select(static role => role.RoleId));
        (account.UserName, account.DisplayName, account.AgentId, account.Email, account.IsDisabled) = (form.Name, form.DisplayName, form.AgentId, form.Email, isDisabled);
        context.RemoveRange(roles.Where(role => !form.Roles.Contains(role.RoleId, StringComparer.Ordinal)));
        context.AddRange(form.Roles.Where(role => !roles.Exists(own => own.RoleId == role)).Select(role => new AccountRole { AccountId = id, RoleId = role }));
        context.Add(Entry(actor, "change account", form.Name, before, Describe(account, form.Roles)));
        if (also is not null)
            await also(context);
        var updated = await accounts.UpdateAsync(account);
        if (!updated.Succeeded)
            return new(updated.Errors.Any(static error => error.Code == nameof(IdentityErrorDescriber.ConcurrencyFailure)) ? AccountFault.ChangedMeanwhile : AccountFault.NameTaken);
        if (isDisabled)
            await sessions.EndAsync(id, cancellation: cancellation);
        actors.Forget(id);
        return new(AccountFault.None, account);
    }

    /// <summary>Gives an account a new first password, opens its lock and ends its sessions.</summary>
    /// <param name="withoutSecondFactor">Whether the second factor is forgotten as well: for who has lost the telephone.</param>
    public async Task<AccountResult> ResetAsync(Guid id, bool withoutSecondFactor, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(EditPermission);
        await using var scope = scopes.CreateAsyncScope();
        var (context, accounts) = (scope.ServiceProvider.GetRequiredService<PortalContext>(), scope.ServiceProvider.GetRequiredService<UserManager<Account>>());
        if (await context.Set<Account>().FindAsync([id], cancellation) is not { } account)
            return new(AccountFault.Missing);
        var roles = await context.Set<AccountRole>().Where(role => role.AccountId == id).Select(static role => role.RoleId).ToListAsync(cancellation);
        if (!await MayGiveAsync(context, roles, actor, cancellation))
            return new(AccountFault.MoreThanOwn);
        var password = NewPassword();
        (account.MustChangePassword, account.LockoutEnd, account.AccessFailedCount) = (true, null, 0);
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
        if (withoutSecondFactor)
        {
            account.TwoFactorEnabled = false;
            context.RemoveRange(context.Set<IdentityUserToken<Guid>>().Where(token => token.UserId == id));
            context.RemoveRange(context.Set<IdentityUserPasskey<Guid>>().Where(passkey => passkey.UserId == id));
        }

        context.Add(Entry(actor, withoutSecondFactor ? "reset password and second factor" : "reset password", account.UserName!, null, null));
        await accounts.UpdateSecurityStampAsync(account);
        await sessions.EndAsync(id, cancellation: cancellation);
        return new(AccountFault.None, account, password);
    }

    /// <summary>Accounts with their roles, by name.</summary>
    public async Task<(IReadOnlyList<AccountRow> Rows, int Count)> PageAsync(string? search, string? role, bool? isDisabled, int skip, int take, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(ReadPermission);
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PortalContext>();
        var found = context.Set<Account>().AsNoTracking();
        if (!string.IsNullOrWhiteSpace(search))
        {
            var (upper, plain) = (search.Trim().ToUpperInvariant(), search.Trim());
            found = found.Where(account => account.NormalizedUserName!.Contains(upper) || account.DisplayName.Contains(plain) || account.AgentId!.Contains(plain));
        }

        if (!string.IsNullOrEmpty(role))
            found = found.Where(account => context.Set<AccountRole>().Any(own => own.AccountId == account.Id && own.RoleId == role));
        if (isDisabled is { } disabled)
            found = found.Where(account => account.IsDisabled == disabled);
        var count = await found.CountAsync(cancellation);
        var page = await found.OrderBy(static account => account.NormalizedUserName).Skip(skip).Take(take).ToListAsync(cancellation);
        var ids = page.Select(static account => account.Id).ToList();
        var roles = (await context.Set<AccountRole>().Where(own => ids.Contains(own.AccountId)).ToListAsync(cancellation)).ToLookup(static own => own.AccountId, static own => own.RoleId);
        return ([.. page.Select(account => new AccountRow(account, [.. roles[account.Id].Order(StringComparer.Ordinal)]))], count);
    }

    public async Task<AccountRow?> FindAsync(Guid id, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(ReadPermission);
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PortalContext>();
        return await context.Set<Account>().AsNoTracking().SingleOrDefaultAsync(account => account.Id == id, cancellation) is { } account
            ? new(account, await context.Set<AccountRole>().Where(role => role.AccountId == id).OrderBy(static role => role.RoleId).Select(static role => role.RoleId).ToListAsync(cancellation))
            : null;
    }

    /// <summary>The account of a person, whether it is open or closed; null for none.</summary>
    public async Task<AccountRow?> FindOfAsync(string agent, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(ReadPermission);
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PortalContext>();
        var id = await context.Set<Account>().Where(account => account.AgentId == agent).Select(static account => (Guid?)account.Id).SingleOrDefaultAsync(cancellation);
        return id is { } found ? await FindAsync(found, actor, cancellation) : null;
    }

    private static async Task<AccountFault?> FaultAsync(PortalContext context, AccountForm form, Account? present, Actor actor, CancellationToken cancellation)
    {
        if (!form.IsSound)
            return AccountFault.Incomplete;
        var upper = form.Name.ToUpperInvariant();
        if (await context.Set<Account>().AnyAsync(account => account.NormalizedUserName == upper && account.Id != (present == null ? Guid.Empty : present.Id), cancellation))
            return AccountFault.NameTaken;
        if (form.AgentId is { } agent && await context.Set<Account>().AnyAsync(account => account.AgentId == agent && account.Id != (present == null ? Guid.Empty : present.Id), cancellation))
            return AccountFault.AgentTaken;
        if (await context.Set<PortalRole>().CountAsync(role => form.Roles.Contains(role.Id), cancellation) != form.Roles.Distinct(StringComparer.Ordinal).Count())
            return AccountFault.UnknownRole;
        return await MayGiveAsync(context, form.Roles, actor, cancellation) ? null : AccountFault.MoreThanOwn;
    }

    private static async Task<bool> MayGiveAsync(PortalContext context, IReadOnlyList<string> roles, Actor actor, CancellationToken cancellation)
    {
        var given = await context.Set<RoleGrant>().AsNoTracking().Where(permission => roles.Contains(permission.RoleId)).ToListAsync(cancellation);
        return given.TrueForAll(permission => actor.Grants.ScopeOf(permission.Permission) >= permission.Scope);
    }

    private static string NewPassword() => string.Join('-', Enumerable.Range(0, PasswordGroups).Select(static _ => RandomNumberGenerator.GetString(PasswordLetters, PasswordGroupLength)));

    private static string Describe(Account account, IEnumerable<string> roles) =>
        $"{account.UserName} {account.DisplayName} {account.AgentId} [{string.Join(' ', roles.Order(StringComparer.Ordinal))}]{(account.IsDisabled ? " disabled" : "")}";

    private AuditRecord Entry(Actor actor, string action, string name, string? before, string? after) =>
        AuditRecord.Of(time.GetUtcNow(), actor.Name, actor.Origin.Length == 0 ? null : actor.Origin, action, $"account {name}", before, after);
}
