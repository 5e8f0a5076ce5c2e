using Qa.Grains.Storage;
using Qa.Rules.Trees;

namespace Qa.Grains.Replay;

/// <summary>Reads the interactions that are compared, a page after the other: all of a period, or the sample that is drawn of it first.</summary>
/// <param name="baseline">What the version compared with is for; null where each is compared with what scored it last.</param>
internal sealed class ImpactReader(Database database, ReplayRequest request, AppliesTo? baseline)
{
    private (long StartedAt, string Id) _place = (-1, "");
    private Queue<string[]>? _sample;

    public async Task<long> CountAsync()
    {
        var count = await database.ReadAsync(session => ReplayRows.CountInteractionsAsync(session, request, baseline));
        return request.Sample is { } size ? Math.Min(size, count) : count;
    }

    /// <summary>Interactions of the whole period that only the other version is for.</summary>
    public async Task<long> CountNewlyFitAsync(AppliesTo other, CancellationToken cancellation)
    {
        if (baseline is null)
            return 0;
        return await database.ReadAsync(
            async session => await ReplayRows.CountInteractionsAsync(session, request, other) - await ReplayRows.CountInteractionsAsync(session, request, baseline, other), cancellation);
    }

    /// <summary>The next page; empty at the end. One is asked for after the other.</summary>
    public async Task<IReadOnlyList<ComparedInteraction>> NextAsync(CancellationToken cancellation)
    {
        if (request.Sample is not { } size)
        {
            var page = await database.ReadAsync(session => ReplayRows.ReadInteractionsAsync(session, request, baseline, _place), cancellation);
            if (page.Count > 0)
                _place = (page[^1].StartedAt, page[^1].Id);
            return page;
        }

        _sample ??= new((await DrawAsync(size, cancellation)).Chunk(ReplayRows.PageSize));
        while (_sample.TryDequeue(out var ids))
        {
            // What was erased since it was drawn is not there any more.
            if (await database.ReadAsync(session => ReplayRows.ReadInteractionsAsync(session, request, ids), cancellation) is { Count: > 0 } page)
                return page;
        }

        return [];
    }

    private Task<IReadOnlyList<string>> DrawAsync(int size, CancellationToken cancellation) => database.ReadAsync(
        async session =>
        {
            var draw = new SampleDraw(request.Seed ?? 0, size);
            await foreach (var one in ReplayRows.StreamInteractions(session, request, baseline).WithCancellation(cancellation))
                draw.Offer(one.Id, one.StartedAt);
            return draw.Drawn();
        },
        cancellation);
}
