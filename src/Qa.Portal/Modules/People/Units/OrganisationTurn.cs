using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Modules.People.Units;

/// <summary>
/// Changes of units, one after the other: who is second decides anew, on what the first has left. So a rule that looks at several units
/// cannot be broken by two people who each keep it.
/// </summary>
internal static class OrganisationTurn
{
    private const int MaximumAttempts = 20;

    public static async Task<T> RunAsync<T>(IDbContextFactory<PortalContext> contexts, Func<PortalContext, Task<T>> change, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var context = await contexts.CreateDbContextAsync(cancellation);

                // The version is read before anything that the decision looks at: a change between the two is noticed.
                await context.Set<Organisation>().FindAsync([Organisation.TheId], cancellation);
                return await change(context);
            }
            catch (DbUpdateException exception) when (attempt < MaximumAttempts && exception.IsSomebodyFaster())
            {
            }
        }
    }

    /// <summary>Makes what the context is about to save a change of the organisation.</summary>
    public static async Task TakeAsync(PortalContext context, CancellationToken cancellation)
    {
        if (await context.Set<Organisation>().FindAsync([Organisation.TheId], cancellation) is { } organisation)
            context.Entry(organisation).Property(static each => each.Version).IsModified = true;
        else
            context.Add(new Organisation());
    }
}
