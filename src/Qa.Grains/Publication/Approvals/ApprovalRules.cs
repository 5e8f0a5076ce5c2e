using Qa.Grains.Auditing;

namespace Qa.Grains.Publication.Approvals;

/// <summary>
/// Who may do what with a draft: its author does not approve it, a person approves once, a change of veto norms needs two
/// approvers and any other one; only the first version of a set needs none.
/// </summary>
internal static class ApprovalRules
{
    /// <returns>Why the person cannot approve the draft; null when they can.</returns>
    public static Refusal? Approve(Draft draft, string approver)
    {
        if (draft.State != DraftState.Open)
            return Closed(draft);
        if (ActorName.IsSamePerson(approver, draft.Author))
            return Refusal.Of(RefusalKind.NotThisPerson, $"{approver} made the change; expected an approver other than its author");
        return draft.Approvals.Any(approval => ActorName.IsSamePerson(approval.By, approver))
            ? Refusal.Of(RefusalKind.NotThisPerson, $"{approver} has approved it already; expected another approver")
            : null;
    }

    /// <returns>Why the draft cannot be published or staged as it is; null when it can.</returns>
    public static Refusal? Publish(Draft draft)
    {
        if (draft.State is not (DraftState.Open or DraftState.Scheduled))
            return Closed(draft);
        return draft.IsApproved
            ? null
            : Refusal.Of(
                RefusalKind.Unapproved,
                Invariant($"draft {draft.Id} has {draft.Approvals.Length} approvals; expected {draft.ApprovalsNeeded}{(draft.TouchesVeto ? ", as it changes veto norms" : "")}, by people other than {draft.Author}"));
    }

    /// <returns>Why the draft cannot be published as an emergency; null when it can.</returns>
    public static Refusal? PublishAsEmergency(Draft draft, string reason)
    {
        if (draft.State is not (DraftState.Open or DraftState.Scheduled))
            return Closed(draft);
        return string.IsNullOrWhiteSpace(reason)
            ? Refusal.Of(RefusalKind.InvalidRequest, "an emergency without a reason; expected the reason in a sentence")
            : null;
    }

    public static Refusal Closed(Draft draft) =>
        Refusal.Of(RefusalKind.Closed, $"draft {draft.Id} is {draft.State.ToString().ToLowerInvariant()}; expected an open one");
}
