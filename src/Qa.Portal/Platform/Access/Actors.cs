using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Qa.Portal.Data;
using Qa.Portal.Platform.Accounts;

namespace Qa.Portal.Platform.Access;

/// <summary>Finds out who acts, from what the request or the circuit has shown. What roles give is read anew after a few seconds at the latest.</summary>
internal sealed class Actors(IDbContextFactory<PortalContext> contexts, PermissionTable permissions, IMemoryCache cache)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly Grants _everything = new(permissions.All.Select(static permission => KeyValuePair.Create(permission, DataScope.All)));

    /// <summary>Null where nobody has signed in.</summary>
    public async ValueTask<Actor?> OfAsync(ClaimsPrincipal principal, string origin, CancellationToken cancellation = default)
    {
        if (principal.Identity is not { IsAuthenticated: true, Name: { } name })
            return null;
        if (AccountOf(principal) is not { } account)
            return new(name, null, null, _everything, origin);
        var known = await KnownAsync(account, cancellation);
        return new(name, account, known.AgentId, known.Grants, origin);
    }

    public async ValueTask<Grants> GrantsOfAsync(ClaimsPrincipal principal, CancellationToken cancellation = default) =>
        AccountOf(principal) is { } account ? (await KnownAsync(account, cancellation)).Grants : _everything;

    /// <summary>Forgets what is cached of an account, after its roles were changed here.</summary>
    public void Forget(Guid account) => cache.Remove(Key(account));

    // Tokens of the token file are the operator's, and have no account.
    private static Guid? AccountOf(ClaimsPrincipal principal) => Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    private static (string, Guid) Key(Guid account) => (nameof(Actors), account);

    private async ValueTask<Known> KnownAsync(Guid account, CancellationToken cancellation)
    {
        if (cache.TryGetValue(Key(account), out Known? known))
            return known!;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var found = await context.Set<Account>().AsNoTracking().Where(each => each.Id == account).Select(static each => new { each.AgentId, each.IsDisabled }).SingleOrDefaultAsync(cancellation);
        var given = found is null or { IsDisabled: true }
            ? []
            : await (from role in context.Set<AccountRole>()
                     join permission in context.Set<RoleGrant>() on role.RoleId equals permission.RoleId
                     where role.AccountId == account
                     select new { permission.Permission, permission.Scope }).ToListAsync(cancellation);
        known = new(found?.AgentId, new(given.Select(static each => KeyValuePair.Create(each.Permission, each.Scope))));
        cache.Set(Key(account), known, Freshness);
        return known;
    }

    private sealed record Known(string? AgentId, Grants Grants);
}
