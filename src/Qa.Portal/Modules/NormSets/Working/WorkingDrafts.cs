using Microsoft.EntityFrameworkCore;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Publication.Sources;
using Qa.Portal.Data;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Modules.NormSets.Working;

/// <summary>
/// Keeps the working drafts (工作稿). Every change is saved as it is made and says which version it was made on, so that two people
/// on one set see each other's changes and overwrite none.
/// </summary>
internal sealed class WorkingDrafts(IDbContextFactory<PortalContext> contexts, NormSetDesk desk, TimeProvider time)
{
    /// <summary>Longest text of a set with all its lexicons, in characters: 50,000 phrases are about one million.</summary>
    public const int MaximumLength = 8_000_000;

    /// <summary>Characters of a text with all its lexicons.</summary>
    public static long LengthOf(TreeSource.Document document) => document.Text.Length + document.Lexicons.Sum(static lexicon => (long)lexicon.Value.Length);

    /// <summary>The set as it is being changed; as it is in force while nobody changes it; null where there is no such set.</summary>
    public async Task<WorkingText?> OpenAsync(string ruleSet, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Publish);
        if (await FindAsync(ruleSet, actor, cancellation) is { } working)
            return working;
        return await desk.TextAsync(ruleSet, actor) is { } text ? new(ruleSet, text.Document, text.Version, 0, text.IsWhole, null, null) : null;
    }

    /// <summary>The set as it is being changed; null while nobody changes it.</summary>
    public async Task<WorkingText?> FindAsync(string ruleSet, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Read);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<WorkingDraft>().AsNoTracking().SingleOrDefaultAsync(each => each.RuleSet == ruleSet, cancellation) is { } draft ? WorkingText.Of(draft) : null;
    }

    /// <summary>All sets that are being changed, the last changed first.</summary>
    public async Task<IReadOnlyList<WorkingText>> ListAsync(Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Read);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return [.. (await context.Set<WorkingDraft>().AsNoTracking().OrderByDescending(static each => each.ChangedAt).ToListAsync(cancellation)).Select(WorkingText.Of)];
    }

    /// <summary>The number of the working draft's last change, without its text; 0 while there is none.</summary>
    public async Task<long> VersionAsync(string ruleSet, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<WorkingDraft>().Where(each => each.RuleSet == ruleSet).Select(static each => each.Version).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Saves a change. The first of a set makes its working draft.</summary>
    /// <param name="text">What was read, with its version: 0 begins a working draft.</param>
    /// <param name="document">What it is now, also with errors.</param>
    public async Task<Saved<WorkingText>> SaveAsync(WorkingText text, TreeSource.Document document, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Publish);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var draft = await context.Set<WorkingDraft>().SingleOrDefaultAsync(each => each.RuleSet == text.RuleSet, cancellation);
        if ((draft?.Version ?? 0) != text.Version)
            return new(SaveOutcome.ChangedMeanwhile, draft is null ? null : WorkingText.Of(draft));
        var now = time.GetUtcNow();
        if (draft is null)
        {
            draft = new() { RuleSet = text.RuleSet, Base = text.Base, CreatedBy = actor.Name, CreatedAt = now };
            context.Add(draft);
            context.Add(AuditRecord.Of(now, actor.Name, actor.Origin, "begin working draft", SubjectOf(text.RuleSet), null, FormattableString.Invariant($"from version {text.Base}")));
        }

        draft.Put(document);
        (draft.ChangedBy, draft.ChangedAt) = (actor.Name, now);
        return await SavedAsync(context, text.RuleSet, actor, cancellation) ?? new(SaveOutcome.Done, WorkingText.Of(draft));
    }

    /// <summary>Has a working draft go on from a version that was published since it was begun: handed in, it takes that one's place.</summary>
    public async Task<Saved<WorkingText>> GoOnFromAsync(WorkingText text, long head, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Publish);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Set<WorkingDraft>().SingleOrDefaultAsync(each => each.RuleSet == text.RuleSet, cancellation) is not { } draft)
            return new(SaveOutcome.Missing, null);
        if (draft.Version != text.Version)
            return new(SaveOutcome.ChangedMeanwhile, WorkingText.Of(draft));
        context.Add(AuditRecord.Of(time.GetUtcNow(), actor.Name, actor.Origin, "rebase working draft", SubjectOf(text.RuleSet), FormattableString.Invariant($"version {draft.Base}"), FormattableString.Invariant($"version {head}")));
        draft.Base = head;
        return await SavedAsync(context, text.RuleSet, actor, cancellation) ?? new(SaveOutcome.Done, WorkingText.Of(draft));
    }

    /// <summary>Throws a working draft away; the set stays as it is in force.</summary>
    public async Task<SaveOutcome> DiscardAsync(WorkingText text, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Publish);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Set<WorkingDraft>().SingleOrDefaultAsync(each => each.RuleSet == text.RuleSet, cancellation) is not { } draft)
            return SaveOutcome.Missing;
        if (draft.Version != text.Version)
            return SaveOutcome.ChangedMeanwhile;
        context.Remove(draft);
        context.Add(AuditRecord.Of(time.GetUtcNow(), actor.Name, actor.Origin, "discard working draft", SubjectOf(text.RuleSet), FormattableString.Invariant($"{draft.Text.Length} characters, last changed by {draft.ChangedBy}"), null));
        return (await SavedAsync(context, text.RuleSet, actor, cancellation))?.Outcome ?? SaveOutcome.Done;
    }

    /// <summary>
    /// Hands a working draft in: it becomes a draft that can be approved and published, and is gone as working draft. Refused, it stays.
    /// </summary>
    /// <param name="note">What changes, and why.</param>
    public async Task<Answer<Draft>> HandInAsync(WorkingText text, string note, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Publish);
        if (await VersionAsync(text.RuleSet, cancellation) != text.Version)
            return Refusal.Of(RefusalKind.Conflict, "somebody else has changed the working draft meanwhile");
        var answer = await desk.ProposeAsync(text.RuleSet, text.Document, note, text.Base, actor);
        if (answer.Succeeded && text.Version > 0)
            await RemoveAsync(text, cancellation);
        return answer;
    }

    /// <summary>How audit entries name it.</summary>
    public static string SubjectOf(string ruleSet) => $"working draft of {ruleSet}";

    // What somebody has changed in the same moment stays: it is not in the draft that was handed in.
    private async Task RemoveAsync(WorkingText text, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Set<WorkingDraft>().SingleOrDefaultAsync(each => each.RuleSet == text.RuleSet && each.Version == text.Version, cancellation) is not { } draft)
            return;
        context.Remove(draft);
        await SavedAsync(context, text.RuleSet, null, cancellation);
    }

    private async Task<Saved<WorkingText>?> SavedAsync(PortalContext context, string ruleSet, Actor? actor, CancellationToken cancellation)
    {
        try
        {
            await context.SaveChangesAsync(cancellation);
            return null;
        }
        catch (DbUpdateException exception) when (exception.IsSomebodyFaster())
        {
            return new(SaveOutcome.ChangedMeanwhile, actor is null ? null : await FindAsync(ruleSet, actor, cancellation));
        }
    }
}
