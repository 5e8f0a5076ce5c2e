using Qa.Grains.Replay;
using Qa.Grains.Shadow;

namespace Qa.Portal.Modules.Replays.Shadows;

/// <summary>A shadow run as the interface for machines shows it.</summary>
/// <param name="Comparison">Null in lists.</param>
internal sealed record ShadowView(
    Guid Id, string RuleSet, string Draft, string TreeHash, string Author, DateTimeOffset StartedAt, DateTimeOffset DueAt, string State, string? Ending, string? EndedBy, DateTimeOffset? EndedAt,
    string? Failure, ShadowComparisonView? Comparison)
{
    public static ShadowView Of(ShadowRun run) => new(
        run.Id, run.RuleSet, run.Draft, run.TreeHash, run.Author, run.StartedAt, run.DueAt, ShadowNames.Of(run.State), run.Ending is { } ending ? ShadowNames.Of(ending) : null, run.EndedBy,
        run.EndedAt, run.Failure, null);

    public static ShadowView Of(ShadowSight sight) => Of(sight.Progress.Run) with
    {
        Comparison = new(sight.Progress.Waiting, sight.Progress.Erased, sight.Progress.Faults, sight.IsWhole, sight.Progress.Report),
    };
}

/// <summary>What a shadow run found so far.</summary>
/// <param name="IsWhole">Whether groups, agents and dialogues are in it; they are for those who may replay all results.</param>
internal sealed record ShadowComparisonView(long Waiting, long Erased, long Faults, bool IsWhole, ImpactReport Impact);
