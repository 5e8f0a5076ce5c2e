using Qa.Grains.Publication.Approvals;

namespace Qa.Grains.Shadow;

/// <summary>
/// A draft that scores beside the version in force (影子运行): whatever its set scores meanwhile it scores too, and nothing of that counts.
/// </summary>
/// <param name="Draft">Its id.</param>
/// <param name="TreeHash">Of the draft's tree as it was at the start; a draft never changes.</param>
/// <param name="Author">Who started it.</param>
/// <param name="DueAt">When it ends by itself.</param>
/// <param name="Ending">Why it takes in nothing any more; null while it does.</param>
/// <param name="EndedBy">Who stopped it; null where nobody did.</param>
/// <param name="EndedAt">When it ceased to take in.</param>
/// <param name="Failure">With <see cref="ShadowEnding.Fault"/>: what.</param>
[GenerateSerializer, Alias("qa.ShadowRun")]
public sealed record ShadowRun(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string RuleSet,
    [property: Id(2)] string Draft,
    [property: Id(3)] string TreeHash,
    [property: Id(4)] string Author,
    [property: Id(5)] DateTimeOffset StartedAt,
    [property: Id(6)] DateTimeOffset DueAt,
    [property: Id(7)] ShadowState State,
    [property: Id(8)] ShadowEnding? Ending,
    [property: Id(9)] string? EndedBy,
    [property: Id(10)] DateTimeOffset? EndedAt,
    [property: Id(11)] string? Failure)
{
    public const int MinimumHours = 1;

    public const int MaximumHours = 14 * 24;

    public const int DefaultHours = 24;

    /// <summary>Runs of one set at a time: each scores once more what the set scores.</summary>
    public const int MaximumRunning = 3;

    /// <summary>Why a run ends with its draft; null while the draft can still be published.</summary>
    /// <param name="draft">Null where it is not known any more.</param>
    internal static ShadowEnding? EndingWith(Draft? draft) => draft switch
    {
        { IsLive: true } => null,
        { State: DraftState.Published } => ShadowEnding.Published,
        { State: DraftState.Failed } => ShadowEnding.Failed,
        _ => ShadowEnding.Withdrawn,
    };
}
