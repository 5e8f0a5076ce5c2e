using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Qa.Portal.Data;
using Qa.Portal.Platform.Access.Tokens;
using Qa.Portal.Platform.Accounts;

namespace Qa.Portal.Platform.Access;

/// <summary>Finds out who acts, from what the request or the circuit has shown. What roles give is read anew after a few seconds at the latest.</summary>
internal sealed class Actors(IDbContextFactory<PortalContext> contexts, PermissionTable permissions, MachineTokens tokens, IMemoryCache cache)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly Known _operator = new(null, new(permissions.All.Select(static permission => KeyValuePair.Create(permission, DataScope.All))));

    /// <summary>Null where nobody has signed in.</summary>
    public async ValueTask<Actor?> OfAsync(ClaimsPrincipal principal, string origin, CancellationToken cancellation = default)
    {
        if (principal.Identity is not { IsAuthenticated: true, Name: { } name })
            return null;
        var known = await KnownAsync(principal, cancellation);
        return new(name, AccountOf(principal), known.AgentId, known.Grants, origin);
    }

    public async ValueTask<Grants> GrantsOfAsync(ClaimsPrincipal principal, CancellationToken cancellation = default) => (await KnownAsync(principal, cancellation)).Grants;

    /// <summary>What an account may do; nothing where it is closed.</summary>
    public async ValueTask<Grants> GrantsOfAsync(Guid account, CancellationToken cancellation = default) => (await KnownAsync(account, cancellation)).Grants;

    /// <summary>Forgets what is cached of an account, after its roles were changed here.</summary>
    public void Forget(Guid account) => cache.Remove(Key(account));

    private static Guid? AccountOf(ClaimsPrincipal principal) => IdIn(principal, ClaimTypes.NameIdentifier);

    private static Guid? IdIn(ClaimsPrincipal principal, string claim) => Guid.TryParse(principal.FindFirstValue(claim), out var id) ? id : null;

    private static (string, Guid) Key(Guid account) => (nameof(Actors), account);

    private async ValueTask<Known> KnownAsync(ClaimsPrincipal principal, CancellationToken cancellation)
    {
        if (AccountOf(principal) is { } account)
            return await KnownAsync(account, cancellation);
        if (IdIn(principal, MachineTokens.ClaimType) is { } id)
            return await tokens.FindAsync(id, cancellation) is { } token ? await OfTokenAsync(token, cancellation) : Known.Nobody;

        // Tokens of the token file are the operator's, and have no account.
        return principal.Identity?.AuthenticationType == BearerTokenHandler.Name ? _operator : Known.Nobody;
    }

    // What was taken away from the owner is taken away from the token, and it reaches whom the owner reaches.
    private async ValueTask<Known> OfTokenAsync(KnownToken token, CancellationToken cancellation)
    {
        var owner = await KnownAsync(token.OwnerId, cancellation);
        return owner with { Grants = token.Grants.Within(owner.Grants) };
    }

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

    private sealed record Known(string? AgentId, Grants Grants)
    {
        public static Known Nobody { get; } = new(null, new([]));
    }
}
