using Qa.Grains.Publication.Approvals;
using Qa.Grains.Publication.Log;

namespace Qa.Portal.Modules.NormSets;

/// <summary>A draft as the interface for machines shows it.</summary>
internal sealed record DraftView(
    string Id, string RuleSet, string State, long? Base, string Author, DateTimeOffset At, string Note, bool TouchesVeto, int ApprovalsNeeded,
    IReadOnlyList<Approval> Approvals, DateTimeOffset? ScheduledAt, string? Failure, PublishedVersion? Published)
{
    public static DraftView Of(Draft draft) => new(
        draft.Id, draft.RuleSet, draft.State.ToString().ToLowerInvariant(), draft.Base, draft.Author, draft.At, draft.Note, draft.TouchesVeto, draft.ApprovalsNeeded,
        draft.Approvals, draft.ScheduledAt, draft.Failure, draft.Published);
}
