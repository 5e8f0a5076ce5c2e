using System.Buffers.Text;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Qa.Portal.Data;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Platform.Accounts.Passkeys;

/// <summary>The passkeys of the account that somebody is signed in with: shown, named, removed. Adding one takes the browser's part, see <see cref="PasskeyEndpoints"/>.</summary>
internal sealed class OwnPasskeys(IServiceScopeFactory scopes, TimeProvider time)
{
    public const int MaximumNameLength = 40;

    /// <summary>So many have one person's devices at the very most.</summary>
    public const int MaximumCount = 20;

    public Task<IReadOnlyList<Passkey>> ListAsync(ClaimsPrincipal person) => WithAsync<IReadOnlyList<Passkey>>(person, static async (account, accounts, _) =>
        [.. (await accounts.GetPasskeysAsync(account)).OrderBy(static each => each.CreatedAt).Select(static each => new Passkey(Base64Url.EncodeToString(each.CredentialId), each.Name ?? "", each.CreatedAt, each.IsBackedUp))]);

    /// <returns>False where there is none of this id any more, or the name is not one.</returns>
    public Task<bool> RenameAsync(ClaimsPrincipal person, string id, string name) => WithAsync(person, async (account, accounts, context) =>
    {
        if (!IsName(name) || await accounts.GetPasskeyAsync(account, Base64Url.DecodeFromChars(id)) is not { } passkey)
            return false;
        context.Add(Entry(account, "rename passkey", passkey.Name, name.Trim()));
        passkey.Name = name.Trim();
        return (await accounts.AddOrUpdatePasskeyAsync(account, passkey)).Succeeded;
    });

    /// <returns>False where there is none of this id any more.</returns>
    public Task<bool> RemoveAsync(ClaimsPrincipal person, string id) => WithAsync(person, async (account, accounts, context) =>
    {
        if (await accounts.GetPasskeyAsync(account, Base64Url.DecodeFromChars(id)) is not { } passkey)
            return false;
        context.Add(Entry(account, "remove passkey", passkey.Name, null));
        return (await accounts.RemovePasskeyAsync(account, passkey.CredentialId)).Succeeded;
    });

    /// <summary>Keeps one that the browser has made.</summary>
    /// <param name="person">Within a request: in it stands what the browser was asked.</param>
    public async Task<PasskeyFault> AddAsync(ClaimsPrincipal person, string name, string credential, AccountSignIn signIn, PortalContext context)
    {
        var account = await signIn.UserManager.GetUserAsync(person) ?? throw new NotAllowedException("account");
        if (!IsName(name))
            return PasskeyFault.BadName;
        if ((await signIn.UserManager.GetPasskeysAsync(account)).Count >= MaximumCount)
            return PasskeyFault.TooMany;
        PasskeyAttestationResult made;
        try
        {
            made = await signIn.PerformPasskeyAttestationAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // Nothing was asked of this browser, or too long ago.
            return PasskeyFault.NotAsked;
        }

        if (!made.Succeeded || made.UserEntity.Id != account.Id.ToString())
            return PasskeyFault.NotSound;
        made.Passkey.Name = name.Trim();
        context.Add(Entry(account, "add passkey", null, name.Trim()));
        return (await signIn.UserManager.AddOrUpdatePasskeyAsync(account, made.Passkey)).Succeeded ? PasskeyFault.None : PasskeyFault.NotSound;
    }

    private static bool IsName(string name) => name.Trim().Length is > 0 and <= MaximumNameLength;

    private async Task<T> WithAsync<T>(ClaimsPrincipal person, Func<Account, UserManager<Account>, PortalContext, Task<T>> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = await accounts.GetUserAsync(person) ?? throw new NotAllowedException("account");
        return await act(account, accounts, scope.ServiceProvider.GetRequiredService<PortalContext>());
    }

    private AuditRecord Entry(Account account, string action, string? before, string? after) => AuditRecord.Of(time.GetUtcNow(), account.UserName!, action, $"account {account.UserName}", before, after);
}

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="IsBackedUp">Whether whoever made it keeps a copy, so that it is on several devices.</param>
public sealed record Passkey(string Id, string Name, DateTimeOffset CreatedAt, bool IsBackedUp);

/// <summary>Why a passkey was not kept.</summary>
internal enum PasskeyFault
{
    None,
    BadName,
    TooMany,

    /// <summary>Nothing was asked of this browser, or too long ago.</summary>
    NotAsked,

    /// <summary>What the browser sent is not what it was asked for.</summary>
    NotSound,
}
