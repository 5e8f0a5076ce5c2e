using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Qa.Portal.Data;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Platform.Access;

/// <summary>Gives a new centre its roles, and, after an upgrade, the roles that are still there what new permissions ask for.</summary>
internal sealed class RoleSeeding(IDbContextFactory<PortalContext> contexts, PermissionTable permissions) : IHostedLifecycleService
{
    private const int MaximumAttempts = 5;

    public async Task SeedAsync(CancellationToken cancellation)
    {
        // Processes that start together may both try: who is second finds it done.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TrySeedAsync(cancellation);
                return;
            }
            catch (DbUpdateException exception) when (attempt < MaximumAttempts && exception.IsDuplicateKey())
            {
            }
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => SeedAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task TrySeedAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var offered = await context.Set<OfferedGrant>().Select(static each => each.Permission).ToHashSetAsync(StringComparer.Ordinal, cancellation);
        var roles = await context.Set<PortalRole>().Include(static role => role.Permissions).ToDictionaryAsync(static role => role.Id, StringComparer.Ordinal, cancellation);
        var isNew = roles.Count == 0;
        foreach (var template in RoleTemplates.Of(permissions.All))
        {
            if (isNew)
            {
                var added = new PortalRole { Id = template.Id, ChineseName = template.ChineseName, EnglishName = template.EnglishName };
                context.Add(added);
                roles.Add(added.Id, added);
            }

            if (roles.TryGetValue(template.Id, out var role))
                role.Permissions.AddRange(template.Given.Where(given => !offered.Contains(given.Key)).Select(static given => new RoleGrant { Permission = given.Key, Scope = given.Value }));
        }

        context.AddRange(permissions.All.Where(permission => !offered.Contains(permission)).Select(static permission => new OfferedGrant { Permission = permission }));
        await context.SaveChangesAsync(cancellation);
    }
}
