using System.Text;
using Microsoft.EntityFrameworkCore;
using Qa.Grains.Inspection.Results;
using Qa.Portal.Data;
using Qa.Portal.Modules.NormSets.Trying;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;
using Qa.Rules.Interactions;
using Qa.Rules.Trees;

namespace Qa.Portal.Modules.NormSets.Cases;

/// <summary>Keeps the cases of norms. Each change is written to the audit log in the same transaction, and none overwrites another unseen.</summary>
internal sealed class NormCases(IDbContextFactory<PortalContext> contexts, CaseRows rows, CaseTrees trees, CaseCheck check, InteractionArchive archive, Reaches reaches, TimeProvider time) : INormCases
{
    /// <summary>Most cases of one set.</summary>
    public const int MaximumCases = 2_000;

    private const string ReadInteractions = "interactions.read";

    public async Task<StoredCase?> FindAsync(string ruleSet, long id, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Read);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<StoredCase>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.RuleSet == ruleSet, cancellation);
    }

    /// <summary>The cases of a set in the order of their norms' paths, without their dialogues.</summary>
    /// <param name="norm">Path of a norm; null for all.</param>
    public async Task<IReadOnlyList<StoredCase>> ListAsync(string ruleSet, string? norm, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Read);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<StoredCase>().AsNoTracking().Where(one => one.RuleSet == ruleSet && (norm == null || one.Norm == norm)).OrderBy(static one => one.Norm).ThenBy(static one => one.Id)
            .Select(static one => new StoredCase
            {
                Id = one.Id, RuleSet = one.RuleSet, Norm = one.Norm, MustHit = one.MustHit, Note = one.Note, Interaction = one.Interaction, CreatedBy = one.CreatedBy, CreatedAt = one.CreatedAt, Version = one.Version,
            }).ToListAsync(cancellation);
    }

    /// <summary>The same; where the set has no case, the tree is not compiled for it.</summary>
    public async Task<IReadOnlyList<CaseResult>> RunAsync(string ruleSet, Lazy<Rules.Compilation.CompiledTree> tree, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Read);
        return await check.HasAnyAsync(ruleSet, cancellation) ? await check.RunAsync(ruleSet, await Task.Run(() => tree.Value, cancellation), cancellation) : [];
    }

    /// <summary>What a tree makes of each case of a set; see <see cref="CaseCheck"/>.</summary>
    public Task<IReadOnlyList<CaseResult>> RunAsync(string ruleSet, Rules.Compilation.CompiledTree tree, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Read);
        return check.RunAsync(ruleSet, tree, cancellation);
    }

    /// <summary>The dialogue of a case that was found; null where it can no longer be read, or is that of an interaction out of reach.</summary>
    public async Task<Interaction?> DialogueAsync(StoredCase one, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Read);
        if (CaseContent.Read(one.Content) is not { } interaction)
            return null;
        return one.Interaction is null || (await reaches.OfAsync(actor, ReadInteractions, cancellation)).Covers(interaction.Agent.Id) ? interaction : null;
    }

    public Task<CaseAnswer> AddAsync(string ruleSet, string norm, string interaction, bool mustHit, string note, Actor actor, CancellationToken cancellation = default) =>
        AddAsync(ruleSet, new NewCase(norm, mustHit, note, interaction), actor, cancellation);

    public async Task<CaseAnswer> AddAsync(string ruleSet, NewCase wanted, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Publish);
        var set = await trees.OfAsync(ruleSet, actor, cancellation);
        if (Wrong(ruleSet, set, wanted.Norm, wanted.Note) is { } wrong)
            return wrong;
        var (dialogue, refused) = await DialogueOfAsync(wanted, set!, actor, cancellation);
        if (dialogue is null)
            return refused!;
        var content = CaseContent.Of(dialogue);
        if (content.Length > CaseContent.MaximumLength)
            return CaseAnswer.Refused(CaseFault.TooLong, FormattableString.Invariant($"dialogue: found {content.Length} characters, expected at most {CaseContent.MaximumLength}"));
        return await rows.AddAsync(new()
        {
            RuleSet = ruleSet, Norm = wanted.Norm, MustHit = wanted.MustHit, Note = wanted.Note.Trim(), Content = content, Interaction = wanted.Interaction is null ? null : dialogue.Id,
            CreatedBy = actor.Name, CreatedAt = time.GetUtcNow(),
        }, actor, cancellation);
    }

    /// <summary>Changes what a case says; its dialogue stays.</summary>
    /// <param name="norm">Path of its norm, which may be another one: where a norm was moved, its cases are moved after it.</param>
    /// <param name="version">Of the case that was read.</param>
    public async Task<CaseAnswer> ChangeAsync(string ruleSet, long id, string norm, bool mustHit, string note, long version, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Publish);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Set<StoredCase>().SingleOrDefaultAsync(one => one.Id == id && one.RuleSet == ruleSet, cancellation) is not { } stored)
            return Missing(ruleSet, id);
        if (stored.Version != version)
            return ChangedMeanwhile(stored);

        // One whose norm is gone may be put right in all else.
        if (Wrong(ruleSet, norm == stored.Norm ? null : await trees.OfAsync(ruleSet, actor, cancellation), norm == stored.Norm ? null : norm, note) is { } wrong)
            return wrong;
        var before = CaseRows.Describe(stored);
        (stored.Norm, stored.MustHit, stored.Note) = (norm, mustHit, note.Trim());
        context.Add(AuditRecord.Of(time.GetUtcNow(), actor.Name, actor.Origin, "change case", CaseRows.SubjectOf(stored), before, CaseRows.Describe(stored)));
        return await SavedAsync(context, stored, cancellation) ?? CaseAnswer.Done(stored);
    }

    /// <param name="version">Of the case that was read.</param>
    public async Task<CaseAnswer> DeleteAsync(string ruleSet, long id, long version, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Publish);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Set<StoredCase>().SingleOrDefaultAsync(one => one.Id == id && one.RuleSet == ruleSet, cancellation) is not { } stored)
            return Missing(ruleSet, id);
        if (stored.Version != version)
            return ChangedMeanwhile(stored);
        context.Remove(stored);
        context.Add(AuditRecord.Of(time.GetUtcNow(), actor.Name, actor.Origin, "delete case", CaseRows.SubjectOf(stored), CaseRows.Describe(stored), null));
        return await SavedAsync(context, stored, cancellation) ?? CaseAnswer.Done(null);
    }

    // Null for what stays as it is.
    private static CaseAnswer? Wrong(string ruleSet, SetTrees? set, string? norm, string note)
    {
        if (note.Trim().Length > StoredCase.MaximumNoteLength || note.Contains('\0', StringComparison.Ordinal))
            return CaseAnswer.Refused(CaseFault.BadNote, FormattableString.Invariant($"note: found {note.Trim().Length} characters, expected at most {StoredCase.MaximumNoteLength}"));
        if (norm is null)
            return null;
        if (norm.Length > StoredCase.MaximumPathLength)
            return CaseAnswer.Refused(CaseFault.NoSuchNorm, FormattableString.Invariant($"norm: found a path of {norm.Length} characters, expected at most {StoredCase.MaximumPathLength}"));
        if (set is null)
            return CaseAnswer.Refused(CaseFault.NoSuchSet, $"there is no set '{ruleSet}'");
        return set.Find(norm) switch
        {
            null => CaseAnswer.Refused(CaseFault.NoSuchNorm, $"norm: found '{norm}', expected a norm of the version in force or of the working draft of '{ruleSet}'"),
            { Judgement: Judgement.Manual } => CaseAnswer.Refused(CaseFault.JudgedByPeople, $"norm: found '{norm}', which people judge, expected one that is judged by the rules"),
            _ => null,
        };
    }

    private async Task<(Interaction? Dialogue, CaseAnswer? Refused)> DialogueOfAsync(NewCase wanted, SetTrees set, Actor actor, CancellationToken cancellation)
    {
        switch (wanted)
        {
            case { Interaction: { } id, Dialogue: null, Document: null }:
                actor.Require(ReadInteractions);
                var stored = await archive.FindAsync(id.Trim());
                var found = stored is { Erasure: null } ? InteractionReader.Read(stored.Content).Interaction : null;
                return found is not null && (await reaches.OfAsync(actor, ReadInteractions, cancellation)).Covers(found.Agent.Id) ? (found, null) : (null, CaseRows.NoSuchInteraction(id));
            case { Interaction: null, Dialogue: { } pasted, Document: null }:
                if (pasted.Length > PastedDialogue.MaximumLength)
                    return (null, CaseAnswer.Refused(CaseFault.TooLong, FormattableString.Invariant($"dialogue: found {pasted.Length} characters, expected at most {PastedDialogue.MaximumLength}")));
                return PastedDialogue.Read(pasted) is { } read
                    ? (CaseContent.For(read, (set.InForce ?? set.Working)!.Tree), null)
                    : (null, CaseAnswer.Refused(CaseFault.NoDialogue, "dialogue: found nothing, expected a line a turn, who speaks before a colon"));
            case { Interaction: null, Dialogue: null, Document: { } document }:
                var reading = InteractionReader.Read(Encoding.UTF8.GetBytes(document));

                // What is an interaction here stays one, whoever may see it and when it is erased.
                if (reading.Interaction is { } known && await archive.FindAsync(known.Id) is not null)
                    return (null, CaseAnswer.Refused(CaseFault.NoDialogue, $"document: found the interaction '{known.Id}', expected it by 'interaction'"));
                return reading.Interaction is { } sent ? (sent, null) : (null, CaseAnswer.Refused(CaseFault.NoDialogue, $"document: {reading.Errors[0]}"));
            default:
                return (null, CaseAnswer.Refused(CaseFault.NoDialogue, "expected exactly one of interaction, dialogue and document"));
        }
    }

    private static async Task<CaseAnswer?> SavedAsync(PortalContext context, StoredCase changed, CancellationToken cancellation)
    {
        try
        {
            await context.SaveChangesAsync(cancellation);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return await context.Entry(changed).GetDatabaseValuesAsync(cancellation) is { } values ? ChangedMeanwhile((StoredCase)values.ToObject()) : Missing(changed.RuleSet, changed.Id);
        }
    }

    private static CaseAnswer Missing(string ruleSet, long id) => CaseAnswer.Refused(CaseFault.Missing, FormattableString.Invariant($"'{ruleSet}' has no case {id}"));

    private static CaseAnswer ChangedMeanwhile(StoredCase current) =>
        CaseAnswer.Refused(CaseFault.ChangedMeanwhile, "somebody else has changed it since it was read; nothing was saved: look at what there is now, and save again with its version", current);
}
