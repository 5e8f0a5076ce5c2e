using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;

namespace Qa.Portal.Modules.NormSets.Working;

/// <summary>Who has a working draft open, in all processes: pages say it every few seconds, and one that stops saying it is gone.</summary>
internal sealed class WorkingEditors(IDbContextFactory<PortalContext> contexts, TimeProvider time)
{
    /// <summary>How often an open page says that it is there.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>Says that a page is open, and where in the tree.</summary>
    /// <returns>The other pages that are, in the order of the people's names.</returns>
    public async Task<IReadOnlyList<WorkingEditor>> SeenAsync(string ruleSet, Guid page, string person, string? node, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var now = time.GetUtcNow();
        var silent = now - Silence;
        var rows = await context.Set<WorkingEditor>().Where(each => each.RuleSet == ruleSet).ToListAsync(cancellation);
        var own = rows.Find(each => each.Page == page);
        if (own is null)
            context.Add(own = new() { RuleSet = ruleSet, Page = page, Person = person });
        (own.Node, own.SeenAt) = (node is { Length: > WorkingEditor.MaximumNodeLength } ? null : node, now);
        context.RemoveRange(rows.Where(each => each.SeenAt < silent));
        await SaveAsync(context, cancellation);
        return [.. rows.Where(each => each.Page != page && each.SeenAt >= silent).OrderBy(static each => each.Person, StringComparer.Ordinal).ThenBy(static each => each.Page)];
    }

    /// <summary>Says that a page is closed.</summary>
    public async Task LeaveAsync(string ruleSet, Guid page, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Set<WorkingEditor>().FindAsync([ruleSet, page], cancellation) is not { } own)
            return;
        context.Remove(own);
        await SaveAsync(context, cancellation);
    }

    // Two pages took the same silent one away, or one that was silent has been taken away just now: the next beat puts it right.
    private static async Task SaveAsync(PortalContext context, CancellationToken cancellation)
    {
        try
        {
            await context.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return;
        }
    }
}
