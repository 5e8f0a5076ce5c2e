using System.Collections.Immutable;
using Qa.Grains.Publication.Log;
using Qa.Grains.Publication.Sources;

namespace Qa.Grains.Publication.Approvals;

/// <summary>A change on its way to being published (草稿). It is bound to the version that was in force when it was made.</summary>
/// <param name="Id">Unique in the installation.</param>
/// <param name="Source">Null once the draft is closed.</param>
/// <param name="Base">The version it changes; null when the set has none yet.</param>
/// <param name="TouchesVeto">Whether it changes what costs an agent everything.</param>
/// <param name="ScheduledAt">With <see cref="DraftState.Scheduled"/>: when it is published.</param>
/// <param name="ScheduledBy">With <see cref="DraftState.Scheduled"/>: who said so.</param>
/// <param name="Failure">With <see cref="DraftState.Failed"/>: why.</param>
/// <param name="Published">With <see cref="DraftState.Published"/>: as what.</param>
[GenerateSerializer, Alias("qa.Draft")]
public sealed record Draft(
    [property: Id(0)] string Id,
    [property: Id(1)] string RuleSet,
    [property: Id(2)] TreeSource? Source,
    [property: Id(3)] long? Base,
    [property: Id(4)] string Author,
    [property: Id(5)] DateTimeOffset At,
    [property: Id(6)] string Note,
    [property: Id(7)] bool TouchesVeto,
    [property: Id(8)] ImmutableArray<Approval> Approvals,
    [property: Id(9)] DraftState State,
    [property: Id(10)] DateTimeOffset? ScheduledAt,
    [property: Id(11)] string? ScheduledBy,
    [property: Id(12)] string? Failure,
    [property: Id(13)] PublishedVersion? Published)
{
    /// <summary>How many people other than its author must approve it.</summary>
    public int ApprovalsNeeded => Base is null ? 0 : TouchesVeto ? 2 : 1;

    /// <summary>Whether it waits for an approval that this person can give.</summary>
    public bool AwaitsApprovalOf(string person) => !IsApproved && ApprovalRules.Approve(this, person) is null;

    public bool IsApproved => Approvals.Length >= ApprovalsNeeded;

    /// <summary>By what right it is published, once it has its approvals.</summary>
    public Standing Standing => Base is null ? Standing.Initial : Standing.Approved;

    /// <summary>Whether anything can still become of it.</summary>
    public bool IsLive => State is DraftState.Open or DraftState.Scheduled or DraftState.Staged;

    public Draft Close(DraftState state) => this with { State = state, Source = null, ScheduledAt = null, ScheduledBy = null };
}
