using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Qa.Portal.Data;
using Qa.Portal.Platform.Accounts;

namespace Qa.Portal.Platform.Access.Tokens;

/// <summary>Knows a token again by its secret, and how it stands. What was revoked on another process opens nothing after <see cref="Freshness"/>.</summary>
internal sealed class MachineTokens(IDbContextFactory<PortalContext> contexts, IMemoryCache cache, TimeProvider time)
{
    /// <summary>The claim that says which token somebody has shown.</summary>
    public const string ClaimType = "token";

    /// <summary>How long what was read of a token is taken for how it stands.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    /// <summary>How exactly it is known when a token was used.</summary>
    public static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(10);

    /// <summary>The token of a secret that was shown, and notes that it was used.</summary>
    public async ValueTask<ShownToken> ShownAsync(string secret, CancellationToken cancellation = default)
    {
        if (!TokenSecret.IsOne(secret))
            return new(TokenStanding.Unknown, null);
        var hash = TokenSecret.HashOf(secret);
        if (await FindAsync(hash, token => token.Hash == hash, cancellation) is not { } known)
            return new(TokenStanding.Unknown, null);
        var now = time.GetUtcNow();
        var standing = known.IsRevoked ? TokenStanding.Revoked : known.ExpiresAt <= now ? TokenStanding.Expired : known.IsOwnerClosed ? TokenStanding.OwnerClosed : TokenStanding.Good;
        if (standing == TokenStanding.Good && !(now - known.LastUsedAt < UsePrecision))
            await NoteUseAsync(known.Id, now, cancellation);
        return new(standing, known);
    }

    /// <summary>What a token was given; null where there is none of this id.</summary>
    public ValueTask<KnownToken?> FindAsync(Guid id, CancellationToken cancellation = default) => FindAsync(id, token => token.Id == id, cancellation);

    /// <summary>Forgets what is cached of a token, after it was changed here.</summary>
    public void Forget(MachineToken token)
    {
        cache.Remove(Key(token.Hash));
        cache.Remove(Key(token.Id));
    }

    private static (string, object) Key(object by) => (nameof(MachineTokens), by);

    private async ValueTask<KnownToken?> FindAsync(object by, Expression<Func<MachineToken, bool>> isIt, CancellationToken cancellation)
    {
        if (cache.TryGetValue(Key(by), out KnownToken? known))
            return known;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var found = await context.Set<MachineToken>().AsNoTracking().Include(static token => token.Grants).Where(isIt)
            .Join(context.Set<Account>(), static token => token.OwnerId, static account => account.Id, static (token, account) => new { Token = token, account.UserName, account.IsDisabled }).SingleOrDefaultAsync(cancellation);
        if (found is null)
            return null;
        known = KnownToken.Of(found.Token, found.UserName!, found.IsDisabled);
        cache.Set(Key(found.Token.Hash), known, Freshness);
        cache.Set(Key(found.Token.Id), known, Freshness);
        return known;
    }

    // That it is noted is remembered apart from the token, whose standing may have changed meanwhile.
    private async Task NoteUseAsync(Guid id, DateTimeOffset now, CancellationToken cancellation)
    {
        var noted = (nameof(NoteUseAsync), id);
        if (cache.TryGetValue(noted, out DateTimeOffset at) && now - at < UsePrecision)
            return;
        cache.Set(noted, now, UsePrecision);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await context.Set<MachineToken>().Where(token => token.Id == id).ExecuteUpdateAsync(set => set.SetProperty(static token => token.LastUsedAt, now), cancellation);
    }
}

/// <summary>A token as it was read.</summary>
/// <param name="ActorName">Who acts by it, as the audit log shows it: <c>li/crm</c>, the owner and the token. No account has a stroke in its name.</param>
internal sealed record KnownToken(Guid Id, string ActorName, Guid OwnerId, Grants Grants, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt, bool IsRevoked, bool IsOwnerClosed)
{
    public static KnownToken Of(MachineToken token, string owner, bool isOwnerClosed) => new(
        token.Id, $"{owner}/{token.Name}", token.OwnerId, new(token.Grants.Select(static each => KeyValuePair.Create(each.Permission, each.Scope))), token.ExpiresAt, token.LastUsedAt,
        token.RevokedAt is not null, isOwnerClosed);
}

/// <summary>What became of a secret that was shown.</summary>
internal readonly record struct ShownToken(TokenStanding Standing, KnownToken? Token);

/// <summary>How a token stands.</summary>
internal enum TokenStanding
{
    Good,

    /// <summary>Nobody's.</summary>
    Unknown,
    Expired,
    Revoked,

    /// <summary>The account of its owner is closed.</summary>
    OwnerClosed,
}
