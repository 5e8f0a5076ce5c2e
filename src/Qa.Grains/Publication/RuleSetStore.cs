using Qa.Grains.Auditing;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Publication.Cold;
using Qa.Grains.Publication.Log;
using Qa.Grains.Storage;

namespace Qa.Grains.Publication;

/// <summary>What is done to a set apart from publishing, each in a transaction of its own with its audit entry.</summary>
internal sealed class RuleSetStore(Database database, TimeProvider time)
{
    public Task<RuleSetHead?> ReadHeadAsync(string ruleSet) => database.ReadAsync(session => RuleSetRows.ReadAsync(session, ruleSet));

    public Task<PublishedVersion?> ReadPublishedAsync(string draft) => database.ReadAsync(session => PublicationRows.OfDraftAsync(session, draft));

    public Task<RuleSetStatus> ReadStatusAsync(string ruleSet, RuleSetDrafts drafts) => database.ReadAsync(async session =>
    {
        var staged = await StagedTreeRows.ReadAsync(session, ruleSet);
        return new RuleSetStatus(
            await RuleSetRows.ReadAsync(session, ruleSet),
            [.. drafts.Items.Select(static draft => draft with { Source = null })],
            staged?.Draft,
            staged is null ? [] : [.. await ProcessRows.ReadAwaitedAsync(session, staged.LastProcess)]);
    });

    public Task<Answer<RuleSetHead>> SetStateAsync(string ruleSet, bool isOnline, string actor) => database.WriteAsync<Answer<RuleSetHead>>(async session =>
    {
        if (await RuleSetRows.LockAsync(session, ruleSet) is not { } head)
            return NoSuchSet(ruleSet);
        if (isOnline && await StagedTreeRows.ReadAsync(session, ruleSet) is { } staged)
            return Refusal.Of(RefusalKind.Closed, $"draft {staged.Draft} is staged for '{ruleSet}'; withdraw it, or start the application again");
        if (isOnline && head.Version is null)
            return Refusal.Of(RefusalKind.NotFound, $"'{ruleSet}' has no version to be online with");
        if (head.IsOnline == isOnline)
            return head;
        await RuleSetRows.SetStateAsync(session, ruleSet, isOnline, time.GetUtcNow());
        await AuditAsync(session, actor, isOnline ? "bring online" : "take offline", ruleSet, "", before: isOnline ? "offline" : "online", after: isOnline ? "online" : "offline");
        return (await RuleSetRows.ReadAsync(session, ruleSet))!;
    });

    public Task<Answer<RuleSetHead>> SetLeaseAsync(string ruleSet, long seconds, string actor) => database.WriteAsync<Answer<RuleSetHead>>(async session =>
    {
        if (seconds is < 1 or > RuleSetHead.MaximumLeaseSeconds)
            return Refusal.Of(RefusalKind.InvalidRequest, Invariant($"a lease of {seconds} s; expected 1 to {RuleSetHead.MaximumLeaseSeconds} s"));
        if (await RuleSetRows.LockAsync(session, ruleSet) is not { } head)
            return NoSuchSet(ruleSet);
        await RuleSetRows.SetLeaseAsync(session, ruleSet, seconds);
        await AuditAsync(session, actor, "set lease", ruleSet, "", before: Invariant($"{head.LeaseSeconds} s"), after: Invariant($"{seconds} s"));
        return head with { LeaseSeconds = seconds };
    });

    /// <summary>Stages a tree for the next start.</summary>
    /// <returns>Null when it is staged, else why it is not.</returns>
    public Task<Refusal?> StageAsync(Draft draft, StoredVersion tree, string actor) => database.WriteAsync(async session =>
    {
        if (draft.Base is null)
            await RuleSetRows.CreateAsync(session, draft.RuleSet, isOnline: false, time.GetUtcNow());
        if (await RuleSetRows.LockAsync(session, draft.RuleSet) is not { } head)
            return NoSuchSet(draft.RuleSet);
        if (head.IsOnline)
            return Refusal.Of(RefusalKind.Online, $"'{draft.RuleSet}' is online; take it offline first");
        if (head.Version != draft.Base)
            return Refusal.Conflict(draft.RuleSet, head.Version, draft.Base);
        var staged = new StagedTree(
            draft.RuleSet, tree, draft.Base, draft.Author, draft.Note, draft.Standing, draft.Approvals, draft.Id, await ProcessRows.LastNumberAsync(session));
        if (!await StagedTreeRows.AddAsync(session, staged, time.GetUtcNow()))
        {
            var other = await StagedTreeRows.ReadAsync(session, draft.RuleSet);
            return other!.Draft == draft.Id ? null : Refusal.Of(RefusalKind.Closed, $"draft {other.Draft} is staged for '{draft.RuleSet}' already; withdraw it first");
        }

        await AuditAsync(session, actor, "stage", draft.RuleSet, draft.Note, after: $"tree {tree.TreeHash}");
        return null;
    });

    /// <summary>Takes back a staged tree; nothing happens when it has taken effect, or was taken back.</summary>
    public Task UnstageAsync(Draft draft, string actor) => database.WriteAsync(async session =>
    {
        await RuleSetRows.LockAsync(session, draft.RuleSet);
        if ((await StagedTreeRows.ReadAsync(session, draft.RuleSet))?.Draft != draft.Id)
            return;
        await StagedTreeRows.RemoveAsync(session, draft.RuleSet);
        await AuditAsync(session, actor, "take back staged tree", draft.RuleSet, draft.Note, before: $"draft {draft.Id}");
    });

    public Task<Answer<PublishedVersion>> ReviewAsync(string ruleSet, long version, string reviewer, bool accepted, string note) =>
        database.WriteAsync<Answer<PublishedVersion>>(async session =>
        {
            if (await PublicationRows.OfVersionAsync(session, ruleSet, version) is not { } published)
                return Refusal.Of(RefusalKind.NotFound, Invariant($"there is no version {version} of '{ruleSet}'"));
            if (published.Standing != Standing.Emergency)
                return Refusal.Of(RefusalKind.Closed, Invariant($"version {version} of '{ruleSet}' was published by {StandingNames.Of(published.Standing)} standing; only emergencies are reviewed"));
            var author = (await PublicationRows.RecordAsync(session, published.Publication)).By;
            if (ActorName.IsSamePerson(author, reviewer))
                return Refusal.Of(RefusalKind.NotThisPerson, $"{reviewer} made the change; expected a reviewer other than its author");
            var added = await session.ExecuteAsync(
                "INSERT INTO publication_review (publication, reviewer, reviewed_at, accepted, note) VALUES (@Publication, @reviewer, @now, @flag, @note) ON CONFLICT (publication) DO NOTHING",
                new { published.Publication, reviewer, now = UtcTicks.Of(time.GetUtcNow()), flag = accepted ? 1L : 0L, note });
            if (added == 0)
                return Refusal.Of(RefusalKind.Closed, Invariant($"version {version} of '{ruleSet}' has been reviewed"));
            await AuditAsync(session, reviewer, accepted ? "accept emergency" : "object to emergency", Invariant($"{ruleSet}@{version}"), note);
            return published;
        });

    private static Refusal NoSuchSet(string ruleSet) => Refusal.Of(RefusalKind.NotFound, $"there is no set '{ruleSet}'");

    private Task AuditAsync(DatabaseSession session, string actor, string action, string subject, string detail, string? before = null, string? after = null) =>
        AuditRows.AddAsync(session, new(time.GetUtcNow(), actor, action, subject, detail) { Before = before, After = after });
}
