using System.Collections.Immutable;
using Qa.Grains.Replay;

namespace Qa.Portal.Modules.Replays;

/// <summary>A page of the list of replays, for machines.</summary>
/// <param name="Next">What the next page is asked for by; null at the end.</param>
internal sealed record ReplayListView(ImmutableArray<ListedReplayView> Replays, string? Next);

/// <summary>A replay in that list.</summary>
/// <param name="State">Null where it did not begin; so with what follows.</param>
/// <param name="Count">Scorecards or interactions gone through.</param>
/// <param name="Differing">Scorecards that are not the same, or interactions that another version would change.</param>
internal sealed record ListedReplayView(Guid Id, DateTimeOffset At, string Author, string Kind, ReplayRequest? Request, ReplayState? State, long? Count, long? Differing)
{
    public static ListedReplayView Of(ListedReplay row) => new(
        row.Id, row.At, row.Author, row.Action, row.Progress?.Request, row.Progress?.State, row.Progress?.Sameness?.Count ?? row.Progress?.Impact?.Count,
        row.Progress?.Sameness is { } same ? same.Count - same.Identical - same.Erased : row.Progress?.Impact?.Changed);
}
