using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Platform.Access;

/// <summary>Shows and changes what roles may do. Nobody gives more than the own, and an administrator keeps everything.</summary>
internal sealed class RoleDesk(IDbContextFactory<PortalContext> contexts, PermissionTable permissions, TimeProvider time)
{
    public async Task<IReadOnlyList<PortalRole>> ListAsync(Actor actor, CancellationToken cancellation = default)
    {
        actor.Require("roles.read");
        return await NamesAsync(cancellation);
    }

    /// <summary>All roles, for who chooses among them.</summary>
    public async Task<IReadOnlyList<PortalRole>> NamesAsync(CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var order = RoleTemplates.Of(permissions.All).Select(static (template, index) => (template.Id, index)).ToDictionary(static pair => pair.Id, static pair => pair.index, StringComparer.Ordinal);
        var roles = await context.Set<PortalRole>().AsNoTracking().Include(static role => role.Permissions).ToListAsync(cancellation);
        return [.. roles.OrderBy(role => order.GetValueOrDefault(role.Id, int.MaxValue)).ThenBy(static role => role.Id, StringComparer.Ordinal)];
    }

    /// <summary>Sets what a role may do and from where it may be used.</summary>
    /// <param name="version">That was read.</param>
    /// <exception cref="NotAllowedException">It would give more than who gives it has, or it is the administrator's.</exception>
    /// <exception cref="FormatException">The networks are not understood.</exception>
    public async Task<Saved<PortalRole>> SaveAsync(string id, IReadOnlyDictionary<string, DataScope> given, string networks, long version, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require("roles.edit");
        if (given.FirstOrDefault(pair => !permissions.All.Contains(pair.Key) || !(actor.Grants.ScopeOf(pair.Key) >= pair.Value)) is { Key: { } more })
            throw new NotAllowedException(more);
        _ = AllowedNetworks.Parse(networks);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Set<PortalRole>().Include(static role => role.Permissions).SingleOrDefaultAsync(role => role.Id == id, cancellation) is not { } role)
            return new(SaveOutcome.Missing, null);
        if (role.Version != version)
            return new(SaveOutcome.ChangedMeanwhile, role);
        if (id == RoleTemplates.Administrator && given.Count < role.Permissions.Count)
            throw new NotAllowedException("administrator");
        var before = Describe(role);
        role.Permissions.RemoveAll(permission => !given.ContainsKey(permission.Permission));
        foreach (var (permission, scope) in given)
        {
            if (role.Permissions.Find(each => each.Permission == permission) is { } present)
                present.Scope = scope;
            else
                role.Permissions.Add(new() { RoleId = id, Permission = permission, Scope = scope });
        }

        role.Networks = networks.Trim();
        context.Entry(role).State = EntityState.Modified;
        context.Add(AuditRecord.Of(time.GetUtcNow(), actor.Name, actor.Origin, "change role", $"role {id}", before, Describe(role)));
        try
        {
            await context.SaveChangesAsync(cancellation);
            return new(SaveOutcome.Done, role);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new(SaveOutcome.ChangedMeanwhile, (await NamesAsync(cancellation)).FirstOrDefault(each => each.Id == id));
        }
    }

    private static string Describe(PortalRole role) =>
        $"{string.Join(' ', role.Permissions.OrderBy(static each => each.Permission, StringComparer.Ordinal).Select(static each => $"{each.Permission}:{each.Scope}"))} [{role.Networks}]";
}
