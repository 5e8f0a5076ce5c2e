using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Qa.Portal.Data;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Platform.Accounts;

/// <summary>What people do with the account they are signed in with: its password, its second factor, its sessions.</summary>
internal sealed class OwnAccount(IServiceScopeFactory scopes, Sessions sessions, TimeProvider time)
{
    private const string Issuer = "CallCenter";
    private const int RecoveryCodes = 10;

    public async Task<Account?> FindAsync(ClaimsPrincipal person)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().GetUserAsync(person);
    }

    /// <summary>Changes the password and ends all sessions of the account: whoever knew the old one is out.</summary>
    /// <returns>The key of the text that says why not; null where it is done.</returns>
    public Task<string?> ChangePasswordAsync(ClaimsPrincipal person, string old, string changed, CancellationToken cancellation = default) => WithAsync(person, async (account, accounts, context) =>
    {
        if (await accounts.IsLockedOutAsync(account))
            return "sign-in.locked";
        if (!await accounts.CheckPasswordAsync(account, old))
        {
            await accounts.AccessFailedAsync(account);
            return "password.wrong";
        }

        if (old == changed)
            return "password.same";
        if (PasswordStrength.Weakness(changed, account) is { } weakness)
            return $"password.{weakness}";
        account.MustChangePassword = false;
        context.Add(Entry(account, "change own password"));
        var result = await accounts.ChangePasswordAsync(account, old, changed);
        if (!result.Succeeded)
            return "password.failed";
        await sessions.EndAsync(account.Id, cancellation: cancellation);
        return null;
    });

    /// <summary>The key of a new second factor, to be taken over by an authenticator; it counts only after <see cref="ConfirmSecondFactorAsync"/>.</summary>
    /// <returns>The key in base 32, and the address that a picture of it holds.</returns>
    public Task<(string Key, string Address)> BeginSecondFactorAsync(ClaimsPrincipal person) => WithAsync(person, async (account, accounts, _) =>
    {
        // The key of a factor that is in use stays: a page that is only looked at must lock nobody out.
        if (!account.TwoFactorEnabled)
            await accounts.ResetAuthenticatorKeyAsync(account);
        var key = await accounts.GetAuthenticatorKeyAsync(account) ?? throw new InvalidOperationException("an authenticator without a key");
        return (key, $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(account.UserName!)}?secret={key}&issuer={Issuer}&digits=6");
    });

    /// <summary>Asks for the second factor from now on, once a code has shown that the authenticator knows the key.</summary>
    /// <returns>Recovery codes, each good once; null where the code is wrong.</returns>
    public Task<IReadOnlyList<string>?> ConfirmSecondFactorAsync(ClaimsPrincipal person, string code) => WithAsync<IReadOnlyList<string>?>(person, async (account, accounts, context) =>
    {
        if (account.TwoFactorEnabled || !await accounts.VerifyTwoFactorTokenAsync(account, accounts.Options.Tokens.AuthenticatorTokenProvider, code.Replace(" ", "", StringComparison.Ordinal)))
            return null;
        context.Add(Entry(account, "turn second factor on"));
        await accounts.SetTwoFactorEnabledAsync(account, true);
        return [.. (await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes))!];
    });

    /// <returns>Whether the password was right, and it is off.</returns>
    public Task<bool> EndSecondFactorAsync(ClaimsPrincipal person, string password) => WithAsync(person, async (account, accounts, context) =>
    {
        if (!await accounts.CheckPasswordAsync(account, password))
            return false;
        context.Add(Entry(account, "turn second factor off"));
        await accounts.SetTwoFactorEnabledAsync(account, false);
        await accounts.ResetAuthenticatorKeyAsync(account);
        return true;
    });

    private async Task<T> WithAsync<T>(ClaimsPrincipal person, Func<Account, UserManager<Account>, PortalContext, Task<T>> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = await accounts.GetUserAsync(person) ?? throw new Access.NotAllowedException("account");
        return await act(account, accounts, scope.ServiceProvider.GetRequiredService<PortalContext>());
    }

    private AuditRecord Entry(Account account, string action) => AuditRecord.Of(time.GetUtcNow(), account.UserName!, action, $"account {account.UserName}", null, null);
}
