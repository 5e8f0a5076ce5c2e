using System.Collections.Frozen;
using System.Collections.Immutable;
using Qa.Grains.Inspection.Results;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Modules.Inspection.Results;

/// <summary>
/// What the centre's interactions of a day came to, agent by agent, as overviews show them. The day is read once for all who look, and
/// again when it is <see cref="Freshness"/> old: 2,000 people open their home page within the same minutes. A day of a big centre takes
/// seconds to read; meanwhile what was read before is shown, so that nobody waits but the first of a day.
/// </summary>
internal sealed class TodayFigures(InteractionLists lists, Reaches reaches, CentreTime centre, TimeProvider time) : IDisposable
{
    /// <summary>After which time the day is read anew.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    /// <summary>How old what is shown may be: whoever comes later waits for the new reading.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    // One reading at a time; who comes meanwhile waits for it.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _starting = new();
    private Reading? _last;
    private Task _refreshing = Task.CompletedTask;

    /// <summary>Today, or before anything has come, yesterday, of those whose interactions somebody may see.</summary>
    public async Task<TodaySight> OfAsync(Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(InteractionDesk.Read);
        var reach = await reaches.OfAsync(actor, InteractionDesk.Read, cancellation);
        var reading = await ReadAsync(cancellation);
        var (today, yesterday) = (Within(reading.Today, reach).ToImmutableArray(), Within(reading.Yesterday, reach).ToImmutableArray());
        return today.IsEmpty && !yesterday.IsEmpty
            ? new(reading.Day.AddDays(-1), DayFigures.Of(yesterday), null, yesterday)
            : new(reading.Day, DayFigures.Of(today), DayFigures.Of(yesterday), today);
    }

    public void Dispose() => _turn.Dispose();

    private static IEnumerable<AgentDay> Within(FrozenDictionary<string, AgentDay> day, Reach reach) =>
        reach.IsAll ? day.Values : reach.Agents.Select(day.GetValueOrDefault).OfType<AgentDay>();

    private async Task<Reading> ReadAsync(CancellationToken cancellation)
    {
        if (_last is { } last && IsWithin(last, Freshness))
            return last;
        if (_last is { } older && IsWithin(older, Longest))
        {
            Refresh();
            return older;
        }

        return await ReadAnewAsync(cancellation);
    }

    // One at a time, however many ask; where it fails, the next one who asks tries again, or once it is too old, is told.
    private void Refresh()
    {
        lock (_starting)
        {
            if (_refreshing.IsCompleted)
                _refreshing = Task.Run(() => ReadAnewAsync(CancellationToken.None));
        }
    }

    private async Task<Reading> ReadAnewAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_last is { } other && IsWithin(other, Freshness))
                return other;
            var (readAt, today) = (time.GetUtcNow(), centre.Today);
            return _last = new(readAt, today, await DayAsync(today, cancellation), await DayAsync(today.AddDays(-1), cancellation));
        }
        finally
        {
            _turn.Release();
        }
    }

    private bool IsWithin(Reading reading, TimeSpan age) => time.GetUtcNow() - reading.ReadAt < age && reading.Day == centre.Today;

    private async Task<FrozenDictionary<string, AgentDay>> DayAsync(DateOnly day, CancellationToken cancellation) =>
        (await lists.ByAgentAsync(centre.StartOf(day), centre.StartOf(day.AddDays(1)), cancellation)).ToFrozenDictionary(static each => each.AgentId, StringComparer.Ordinal);

    private sealed record Reading(DateTimeOffset ReadAt, DateOnly Day, FrozenDictionary<string, AgentDay> Today, FrozenDictionary<string, AgentDay> Yesterday);
}
