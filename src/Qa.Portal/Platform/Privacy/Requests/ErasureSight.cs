using Microsoft.EntityFrameworkCore;
using Qa.Grains.Erasure;
using Qa.Grains.Storage;
using Qa.Portal.Data;
using Qa.Portal.Ui.Lists;

namespace Qa.Portal.Platform.Privacy.Requests;

/// <summary>Requests for those who look: lists, and one with what became of it.</summary>
internal sealed class ErasureSight(IDbContextFactory<PortalContext> contexts, Database database)
{
    /// <summary>Interactions of a request that are shown.</summary>
    public const int MaximumItems = 200;

    public async Task<ListRows<ErasureRequest>> PageAsync(ListQuery query, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var requests = context.Set<ErasureRequest>().AsNoTracking();
        if (Enum.TryParse<ErasureState>(query["state"], out var state))
            requests = requests.Where(each => each.State == state);
        if (query.Search is { Length: > 0 } text)
            requests = requests.Where(each => each.Reason.Contains(text) || each.Subject.Contains(text) || each.AskedBy.Contains(text));
        requests = requests.OrderByDescending(static each => each.Id);
        return new(await requests.Skip(query.Skip).Take(ListQuery.PageSize).ToListAsync(cancellation), await requests.CountAsync(cancellation));
    }

    public async Task<ErasureRequest?> FindAsync(long id, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<ErasureRequest>().AsNoTracking().SingleOrDefaultAsync(each => each.Id == id, cancellation);
    }

    /// <summary>The first of a request's interactions, those that are held before the others.</summary>
    public async Task<IReadOnlyList<ErasureItem>> ItemsAsync(long id, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<ErasureItem>().AsNoTracking().Where(each => each.RequestId == id)
            .OrderByDescending(static each => each.HoldId != null).ThenBy(static each => each.InteractionId).Take(MaximumItems).ToListAsync(cancellation);
    }

    /// <summary>How many tombstones of each kind a request has left so far.</summary>
    public Task<IReadOnlyDictionary<string, long>> TombstonesAsync(ErasureRequest request, CancellationToken cancellation = default) =>
        database.ReadAsync(session => ErasureRows.CountsAsync(session, request.Key), cancellation);
}
