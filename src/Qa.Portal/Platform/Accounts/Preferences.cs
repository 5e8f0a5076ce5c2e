using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Platform.Accounts;

/// <summary>Remembers how a person likes things to be, on every device.</summary>
internal sealed class Preferences(IDbContextFactory<PortalContext> contexts)
{
    public async Task<string?> ReadAsync(Actor actor, string name, CancellationToken cancellation = default)
    {
        if (actor.AccountId is not { } account)
            return null;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<Preference>().Where(each => each.AccountId == account && each.Name == name).Select(static each => each.Value).SingleOrDefaultAsync(cancellation);
    }

    public async Task WriteAsync(Actor actor, string name, string value, CancellationToken cancellation = default)
    {
        if (actor.AccountId is not { } account)
            return;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Set<Preference>().FindAsync([account, name], cancellation) is { } present)
            present.Value = value;
        else
            context.Add(new Preference { AccountId = account, Name = name, Value = value });
        try
        {
            await context.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException exception) when (exception.IsDuplicateKey())
        {
            // Chosen in two windows at once: the other one stands.
        }
    }
}
