using Microsoft.Extensions.Logging;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Publication.Checks;
using Qa.Grains.Publication.Log;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Shadow;

namespace Qa.Grains.Publication;

/// <inheritdoc cref="IRuleSetGrain"/>
internal sealed partial class RuleSetGrain(
    [PersistentState("rule-set-drafts")] IPersistentState<RuleSetDrafts> drafts,
    ChangePreparation preparation,
    PublicationChecks checks,
    Publisher publisher,
    RuleSetStore store,
    ShadowStore shadows,
    TimeProvider time,
    ILogger<RuleSetGrain> logger) : Grain, IRuleSetGrain, IRemindable
{
    private string RuleSet => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // A process that ended between a commit and the writing of this state left drafts behind that are published.
        await ClosePublishedAsync(static draft => draft.IsLive);
        SetTimer();
    }

    public async Task<RuleSetStatus> GetStatusAsync()
    {
        await ClosePublishedAsync(IsStaged);
        return await store.ReadStatusAsync(RuleSet, drafts.State);
    }

    public Task<Answer<Draft>> GetDraftAsync(string draft) => WithDraftAsync(draft, static found => Task.FromResult<Answer<Draft>>(found));

    public async Task<Answer<Draft>> ProposeAsync(Proposal proposal)
    {
        if (drafts.State.Find(proposal.Draft) is { } before)
            return before;
        if (drafts.State.IsFull)
            return Refusal.Of(RefusalKind.TooMany, Invariant($"'{RuleSet}' has {RuleSetDrafts.MaximumLive} drafts under way; publish or withdraw one first"));
        var head = (await store.ReadHeadAsync(RuleSet))?.Version;
        if (proposal.ExpectedHead is { } expected && expected != (head ?? 0))
            return Refusal.Conflict(RuleSet, head, expected);
        var prepared = await preparation.PrepareAsync(RuleSet, head, proposal.Source);
        if (!prepared.Succeeded)
            return prepared.Refusal;
        return await KeepAsync(new Draft(
            proposal.Draft, RuleSet, proposal.Source, head, proposal.Author, time.GetUtcNow(), proposal.Note,
            prepared.Value.TouchesVeto, [], DraftState.Open, null, null, null, null));
    }

    public Task<Answer<Draft>> ApproveAsync(string draft, string approver) => WithDraftAsync<Draft>(draft, async found =>
        ApprovalRules.Approve(found, approver) is { } refusal
            ? refusal
            : await KeepAsync(found with { Approvals = found.Approvals.Add(new(approver, time.GetUtcNow())) }));

    public Task<Answer<Draft>> WithdrawAsync(string draft, string actor) => WithDraftAsync<Draft>(draft, async found =>
    {
        if (!found.IsLive)
            return ApprovalRules.Closed(found);
        if (found.State == DraftState.Staged)
            await store.UnstageAsync(found, actor);
        return await KeepAsync(found.Close(DraftState.Withdrawn));
    });

    public Task<Answer<PublishedVersion>> PublishAsync(string draft, string actor) => WithDraftAsync<PublishedVersion>(draft, async found =>
    {
        if (found.Published is { } before)
            return before;
        return ApprovalRules.Publish(found) is { } refusal ? refusal : await PublishAsync(found, actor, found.Standing, found.Note);
    });

    public Task<Answer<PublishedVersion>> PublishAsEmergencyAsync(string draft, string actor, string reason) =>
        WithDraftAsync<PublishedVersion>(draft, async found =>
        {
            if (found.Published is { } before)
                return before;
            return ApprovalRules.PublishAsEmergency(found, reason) is { } refusal ? refusal : await PublishAsync(found, actor, Standing.Emergency, reason);
        });

    public Task<Answer<Draft>> ScheduleAsync(string draft, DateTimeOffset at, string actor) => WithDraftAsync<Draft>(draft, async found =>
    {
        if (ApprovalRules.Publish(found) is { } refusal)
            return refusal;
        if (at <= time.GetUtcNow())
            return Refusal.Of(RefusalKind.InvalidRequest, $"the time {at:u} has passed; expected one to come");
        var prepared = await PrepareAsync(found, found.Standing);
        if (!prepared.Succeeded)
            return prepared.Refusal;
        await this.RegisterOrUpdateReminder(ScheduleReminder, ReminderPeriod, ReminderPeriod);
        return await KeepAsync(found with { State = DraftState.Scheduled, ScheduledAt = at, ScheduledBy = actor });
    });

    public Task<Answer<Draft>> StageAsync(string draft, string actor) => WithDraftAsync<Draft>(draft, async found =>
    {
        if (ApprovalRules.Publish(found) is { } refusal)
            return refusal;
        if (found.Source is not TreeSource.Document)
            return Refusal.Of(RefusalKind.InvalidRequest, "a change that is not a full tree; expected a whole document to stage");
        var prepared = await PrepareAsync(found, found.Standing);
        if (!prepared.Succeeded)
            return prepared.Refusal;
        if (await store.StageAsync(found, prepared.Value.Change.Tree.Stored, actor) is { } notStaged)
            return notStaged;
        return await KeepAsync(found with { State = DraftState.Staged });
    });

    public Task<Answer<PublishedVersion>> ReviewAsync(long version, string reviewer, bool accepted, string note) =>
        store.ReviewAsync(RuleSet, version, reviewer, accepted, note);

    public Task<Answer<RuleSetHead>> TakeOfflineAsync(string actor) => store.SetStateAsync(RuleSet, isOnline: false, actor);

    public Task<Answer<RuleSetHead>> BringOnlineAsync(string actor) => store.SetStateAsync(RuleSet, isOnline: true, actor);

    public Task<Answer<RuleSetHead>> SetLeaseAsync(long seconds, string actor) => store.SetLeaseAsync(RuleSet, seconds, actor);

    private async Task<Answer<PublishedVersion>> PublishAsync(Draft draft, string actor, Standing standing, string note)
    {
        var prepared = await PrepareAsync(draft, standing);
        if (!prepared.Succeeded)
            return prepared.Refusal;
        var (tree, mode, parent, path, _) = prepared.Value.Change;
        var answer = await publisher.PublishAsync(new(
            RuleSet, mode, tree.Stored, draft.Base, parent, path, draft.Author, actor, note, standing, draft.Approvals, draft.Id) { Remark = PublicationChecks.Remark(prepared.Value.Failing) });
        if (answer.Value is { } published)
        {
            LogPublished(RuleSet, published.Version, mode, published.Publication);
            await KeepAsync(draft.Close(DraftState.Published) with { Published = published });
        }

        return answer;
    }

    // By the cases as they are now: also a draft that was scheduled long ago is published by them.
    private async Task<Answer<CheckedChange>> PrepareAsync(Draft draft, Standing standing)
    {
        var prepared = await preparation.PrepareAsync(RuleSet, draft.Base, draft.Source!);
        if (!prepared.Succeeded)
            return prepared.Refusal;
        var failing = await checks.RunAsync(RuleSet, prepared.Value.Tree.Tree);
        return PublicationChecks.Refuse(draft.Source!, standing, failing) is { } refusal ? refusal : new CheckedChange(prepared.Value, failing);
    }

    private async Task<Answer<T>> WithDraftAsync<T>(string draft, Func<Draft, Task<Answer<T>>> act)
        where T : class
    {
        await ClosePublishedAsync(IsStaged);
        return drafts.State.Find(draft) is { } found ? await act(found) : NoSuchDraft(draft);
    }

    // Staged trees take effect in the database, by a start that may take place while this grain is active already.
    private async Task ClosePublishedAsync(Func<Draft, bool> which)
    {
        foreach (var draft in drafts.State.Items.Where(which).ToList())
        {
            if (await store.ReadPublishedAsync(draft.Id) is { } published)
                await KeepAsync(draft.Close(DraftState.Published) with { Published = published });
        }
    }

    private static bool IsStaged(Draft draft) => draft.State == DraftState.Staged;

    private async Task<Draft> KeepAsync(Draft draft)
    {
        var before = drafts.State;
        drafts.State = before.With(draft);
        try
        {
            await drafts.WriteStateAsync();
        }
        catch
        {
            // What was not stored is not so; a state that another activation has changed is read anew by the next one.
            drafts.State = before;
            DeactivateOnIdle();
            throw;
        }

        SetTimer();
        await CloseShadowsAsync(draft);
        return draft;
    }

    private Refusal NoSuchDraft(string draft) => Refusal.Of(RefusalKind.NotFound, $"'{RuleSet}' has no draft '{draft}'");
}
