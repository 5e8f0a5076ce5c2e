using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Platform.Accounts;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Platform.Access.Tokens;

/// <summary>Makes, lists and revokes the tokens of machines. Each change and its audit entry are one; no token may more than its maker.</summary>
internal sealed class TokenDesk(IDbContextFactory<PortalContext> contexts, PermissionTable permissions, Actors actors, MachineTokens tokens, TimeProvider time)
{
    private const string ReadPermission = "tokens.read";
    private const string EditPermission = "tokens.edit";

    // A token that makes tokens would outlive its own end; what is approved is approved by a person.
    private static readonly string[] OnlyPeople = [EditPermission, "norms.approve"];

    /// <summary>What somebody can give to a token, and with whose data at most, in the order of letters.</summary>
    public IReadOnlyList<(string Permission, DataScope Widest)> Offered(Actor actor) =>
        [.. permissions.All.Where(permission => actor.May(permission) && !OnlyPeople.Contains(permission)).Select(permission => (permission, actor.Grants.ScopeOf(permission)!.Value))];

    /// <summary>Tokens by name, also those that are no longer good.</summary>
    /// <param name="isGood">Whether only those that are, or are not; null for all.</param>
    public async Task<(IReadOnlyList<TokenRow> Rows, int Count)> PageAsync(string? search, bool? isGood, int skip, int take, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(ReadPermission);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var now = time.GetUtcNow();
        var found = context.Set<MachineToken>().AsNoTracking().Join(context.Set<Account>(), static token => token.OwnerId, static account => account.Id, static (token, account) => new { Token = token, Owner = account });
        if (!string.IsNullOrWhiteSpace(search))
        {
            var (plain, upper) = (search.Trim(), search.Trim().ToUpperInvariant());
            found = found.Where(row => row.Token.Name.Contains(plain) || row.Owner.NormalizedUserName!.Contains(upper) || row.Owner.DisplayName.Contains(plain));
        }

        if (isGood is { } good)
            found = found.Where(row => (row.Token.RevokedAt == null && row.Token.ExpiresAt > now && !row.Owner.IsDisabled) == good);
        var count = await found.CountAsync(cancellation);
        var page = await found.OrderBy(static row => row.Token.Name).Skip(skip).Take(take).ToListAsync(cancellation);
        var ids = page.Select(static row => row.Token.Id).ToList();
        var grants = (await context.Set<MachineTokenGrant>().AsNoTracking().Where(grant => ids.Contains(grant.TokenId)).ToListAsync(cancellation)).ToLookup(static grant => grant.TokenId);
        return ([.. page.Select(row =>
        {
            row.Token.Grants.AddRange(grants[row.Token.Id].OrderBy(static grant => grant.Permission, StringComparer.Ordinal));
            return new TokenRow(row.Token, row.Owner.UserName!, row.Owner.DisplayName, StandingOf(row.Token, row.Owner.IsDisabled, now));
        })], count);
    }

    /// <summary>Makes a token; its secret is in the result and nowhere else.</summary>
    public async Task<TokenResult> MakeAsync(TokenForm form, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(EditPermission);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var (owner, errors) = await CheckAsync(context, form, actor, cancellation);
        if (owner is null || errors.Count > 0)
            return new(errors);
        var (now, secret) = (time.GetUtcNow(), TokenSecret.Generate());
        var token = new MachineToken { Id = Guid.CreateVersion7(), Name = form.Name, Hash = TokenSecret.HashOf(secret), OwnerId = owner.Id, MadeAt = now, ExpiresAt = now.AddDays(form.Days) };
        token.Grants.AddRange(form.Permissions.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => new MachineTokenGrant { Permission = pair.Key, Scope = pair.Value }));
        context.Add(token);
        context.Add(Entry(actor, "make token", token, null, Describe(token, owner.UserName!)));
        try
        {
            await context.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException exception) when (exception.IsDuplicateKey())
        {
            return new([new(TokenFault.NameTaken)]);
        }

        return new([], token, secret);
    }

    /// <summary>Ends a token: it opens nothing from then on. One that has been revoked stays so.</summary>
    /// <returns>False where there is none of this id.</returns>
    public async Task<bool> RevokeAsync(Guid id, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(EditPermission);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Set<MachineToken>().SingleOrDefaultAsync(token => token.Id == id, cancellation) is not { } token)
            return false;
        if (token.RevokedAt is null)
        {
            token.RevokedAt = time.GetUtcNow();
            context.Add(Entry(actor, "revoke token", token, "good", "revoked"));
            try
            {
                await context.SaveChangesAsync(cancellation);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Nothing but revoking changes a token: somebody else was faster, and it is done.
            }
        }

        tokens.Forget(token);
        return true;
    }

    private static TokenStanding StandingOf(MachineToken token, bool isOwnerClosed, DateTimeOffset now) =>
        token.RevokedAt is not null ? TokenStanding.Revoked : token.ExpiresAt <= now ? TokenStanding.Expired : isOwnerClosed ? TokenStanding.OwnerClosed : TokenStanding.Good;

    private static string Describe(MachineToken token, string owner) =>
        $"{string.Join(' ', token.Grants.Select(static each => $"{each.Permission}:{each.Scope}"))} of {owner} until {token.ExpiresAt.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)}";

    private async Task<(Account? Owner, IReadOnlyList<TokenError> Errors)> CheckAsync(PortalContext context, TokenForm form, Actor actor, CancellationToken cancellation)
    {
        var errors = new List<TokenError>();
        if (form.Name.Length > MachineToken.MaximumNameLength || !AccountForm.IsName(form.Name))
            errors.Add(new(TokenFault.BadName));
        else if (await context.Set<MachineToken>().AnyAsync(token => token.Name == form.Name, cancellation))
            errors.Add(new(TokenFault.NameTaken));
        if (form.Days is < 1 or > MachineToken.MaximumDays)
            errors.Add(new(TokenFault.BadDays));
        var (owner, fault) = await OwnerAsync(context, form, actor, cancellation);
        if (fault is { } ownerFault)
            errors.Add(new(ownerFault));
        if (form.Permissions.Count == 0)
            errors.Add(new(TokenFault.NoPermission));
        var ownerGrants = owner is null ? actor.Grants : await actors.GrantsOfAsync(owner.Id, cancellation);
        foreach (var (permission, scope) in form.Permissions.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            if (!permissions.All.Contains(permission))
                errors.Add(new(TokenFault.UnknownPermission, permission));
            else if (OnlyPeople.Contains(permission))
                errors.Add(new(TokenFault.OnlyPeople, permission));
            else if (!(actor.Grants.ScopeOf(permission) >= scope && ownerGrants.ScopeOf(permission) >= scope))
                errors.Add(new(TokenFault.MoreThanOwn, permission));
        }

        return (owner, errors);
    }

    private static async Task<(Account?, TokenFault?)> OwnerAsync(PortalContext context, TokenForm form, Actor actor, CancellationToken cancellation)
    {
        if (actor.AccountId is null && string.IsNullOrWhiteSpace(form.Owner))
            return (null, TokenFault.NoOwner);
        var upper = form.Owner?.Trim().ToUpperInvariant();
        var owner = await (actor.AccountId is { } own
            ? context.Set<Account>().AsNoTracking().SingleOrDefaultAsync(account => account.Id == own && !account.IsDisabled, cancellation)
            : context.Set<Account>().AsNoTracking().SingleOrDefaultAsync(account => account.NormalizedUserName == upper && !account.IsDisabled, cancellation));
        return owner is null ? (null, TokenFault.UnknownOwner)
            : actor.AccountId is not null && !string.IsNullOrWhiteSpace(upper) && upper != owner.NormalizedUserName ? (owner, TokenFault.OwnerOfOthers)
            : (owner, null);
    }

    private AuditRecord Entry(Actor actor, string action, MachineToken token, string? before, string? after) =>
        AuditRecord.Of(time.GetUtcNow(), actor.Name, actor.Origin.Length == 0 ? null : actor.Origin, action, $"token {token.Name}", before, after);
}

/// <summary>A token in a list.</summary>
internal sealed record TokenRow(MachineToken Token, string Owner, string OwnerDisplayName, TokenStanding Standing);
