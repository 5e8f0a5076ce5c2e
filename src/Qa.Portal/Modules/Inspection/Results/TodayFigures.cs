using System.Collections.Frozen;
using System.Collections.Immutable;
using Qa.Grains.Inspection.Results;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Modules.Inspection.Results;

/// <summary>
/// What the centre's interactions of a day came to, agent by agent, as overviews show them. The day is read once for all who look, and
/// again when it is <see cref="Freshness"/> old: 2,000 people open their home page within the same minutes.
/// </summary>
internal sealed class TodayFigures(InteractionLists lists, Reaches reaches, CentreTime centre, TimeProvider time) : IDisposable
{
    /// <summary>How long what was read is shown.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    // One reading at a time; who comes meanwhile waits for it.
    private readonly SemaphoreSlim _turn = new(1);
    private Reading? _last;

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
        if (_last is { } last && IsFresh(last))
            return last;
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_last is { } other && IsFresh(other))
                return other;
            var (readAt, today) = (time.GetUtcNow(), centre.Today);
            return _last = new(readAt, today, await DayAsync(today, cancellation), await DayAsync(today.AddDays(-1), cancellation));
        }
        finally
        {
            _turn.Release();
        }
    }

    private bool IsFresh(Reading reading) => time.GetUtcNow() - reading.ReadAt < Freshness && reading.Day == centre.Today;

    private async Task<FrozenDictionary<string, AgentDay>> DayAsync(DateOnly day, CancellationToken cancellation) =>
        (await lists.ByAgentAsync(centre.StartOf(day), centre.StartOf(day.AddDays(1)), cancellation)).ToFrozenDictionary(static each => each.AgentId, StringComparer.Ordinal);

    private sealed record Reading(DateTimeOffset ReadAt, DateOnly Day, FrozenDictionary<string, AgentDay> Today, FrozenDictionary<string, AgentDay> Yesterday);
}
