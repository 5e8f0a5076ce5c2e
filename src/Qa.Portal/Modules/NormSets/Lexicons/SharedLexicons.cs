using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Publication.Versions;
using Qa.Portal.Data;
using Qa.Portal.Modules.NormSets.Editing;
using Qa.Portal.Modules.NormSets.Working;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Loading;
using Qa.Rules.Trees.Sources;

namespace Qa.Portal.Modules.NormSets.Lexicons;

/// <summary>
/// 词库: phrase files by the path under which the texts of sets name them. A version has its phrases in it and never changes; so a change of a
/// shared lexicon goes into the working draft of every set that names it, from where it is handed in like any other.
/// </summary>
internal sealed class SharedLexicons(IDbContextFactory<PortalContext> contexts, VersionCatalogue catalogue, WorkingDrafts drafts, TimeProvider time)
{
    // Somebody may be changing the same set at the moment.
    private const int MaximumTries = 20;

    private const int MaximumErrors = 20;

    /// <summary>All phrase files, shared or of single sets, in the order of their paths.</summary>
    public async Task<IReadOnlyList<LexiconLine>> ListAsync(Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Publish);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var shared = await context.Set<SharedLexicon>().AsNoTracking().ToDictionaryAsync(static each => each.Path, StringComparer.Ordinal, cancellation);
        var uses = await UsesAsync(actor, cancellation);
        return
        [
            .. shared.Keys.Union(uses.Select(static use => use.Path), StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(path =>
            {
                var one = shared.GetValueOrDefault(path);
                var own = uses.Where(use => use.Path == path).ToList();
                var text = one?.Text ?? own[0].Text;
                return new LexiconLine(path, one is not null, LexiconLines.Of(text).Count(), [.. own.Select(static use => use.RuleSet)], [.. own.Where(use => use.Text != text).Select(static use => use.RuleSet)], one?.ChangedBy, one?.ChangedAt);
            }),
        ];
    }

    /// <summary>Those that are shared, to be used by a set.</summary>
    public async Task<ImmutableSortedDictionary<string, string>> TextsAsync(Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Publish);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return (await context.Set<SharedLexicon>().AsNoTracking().ToListAsync(cancellation)).ToImmutableSortedDictionary(static each => each.Path, static each => each.Text, StringComparer.Ordinal);
    }

    /// <summary>One of them; null where neither a set nor anybody has it.</summary>
    public async Task<LexiconSight?> FindAsync(string path, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Publish);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var shared = await context.Set<SharedLexicon>().AsNoTracking().SingleOrDefaultAsync(each => each.Path == path, cancellation);
        var uses = (await UsesAsync(actor, cancellation)).Where(use => use.Path == path).ToList();
        if (shared is null && uses.Count == 0)
            return null;
        var text = shared?.Text ?? uses[0].Text;
        return new(path, text, shared?.Version ?? 0, [.. uses.Select(static use => use.RuleSet)], [.. uses.Where(use => use.Text != text).Select(static use => use.RuleSet)]);
    }

    /// <summary>Keeps a lexicon for all sets, and puts it into the working draft of each that names it.</summary>
    /// <param name="version">Of what was read; 0 where it was not shared.</param>
    public async Task<LexiconSaved> SaveAsync(string path, string text, long version, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Publish);
        if (Faults(path, text) is { IsEmpty: false } faults)
            return new(faults, IsLate: false, []);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var lexicon = await context.Set<SharedLexicon>().SingleOrDefaultAsync(each => each.Path == path, cancellation);
        if ((lexicon?.Version ?? 0) != version)
            return new([], IsLate: true, []);
        var before = lexicon is null ? null : CountOf(lexicon.Text);
        if (lexicon is null)
            context.Add(lexicon = new() { Path = path });
        (lexicon.Text, lexicon.ChangedBy, lexicon.ChangedAt) = (text, actor.Name, time.GetUtcNow());
        context.Add(AuditRecord.Of(lexicon.ChangedAt, actor.Name, actor.Origin, "save shared lexicon", $"lexicon {path}", before, CountOf(text)));
        try
        {
            await context.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException exception) when (exception.IsSomebodyFaster())
        {
            return new([], IsLate: true, []);
        }

        var (opened, missed) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        foreach (var use in (await UsesAsync(actor, cancellation)).Where(use => use.Path == path && use.Text != text))
            (await PutAsync(use.RuleSet, path, text, actor, cancellation) ? opened : missed).Add(use.RuleSet);
        return new([], IsLate: false, opened.ToImmutable()) { Missed = missed.ToImmutable() };
    }

    private async Task<bool> PutAsync(string ruleSet, string path, string text, Actor actor, CancellationToken cancellation)
    {
        for (var tries = 0; tries < MaximumTries && await drafts.OpenAsync(ruleSet, actor, cancellation) is { } working; tries++)
        {
            var changed = working.Document with { Lexicons = working.Document.Lexicons.SetItem(path, text) };
            if (WorkingDrafts.LengthOf(changed) > WorkingDrafts.MaximumLength)
                return false;
            if ((await drafts.SaveAsync(working, changed, actor, cancellation)).Outcome == SaveOutcome.Done)
                return true;
        }

        return false;
    }

    // The texts of all sets, as they are being changed or in force.
    private async Task<IReadOnlyList<(string RuleSet, string Path, string Text)>> UsesAsync(Actor actor, CancellationToken cancellation)
    {
        var uses = new List<(string RuleSet, string Path, string Text)>();
        var begun = (await drafts.ListAsync(actor, cancellation)).Select(static each => each.RuleSet);
        foreach (var set in (await catalogue.ListSetsAsync()).Select(static head => head.RuleSet).Union(begun, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (await drafts.OpenAsync(set, actor, cancellation) is { } text)
                uses.AddRange(NamedIn(text.Document).Select(lexicon => (set, lexicon.Key, lexicon.Value)));
        }

        return uses;
    }

    // A file that stayed when the text no longer names it is used by nobody; of a text that cannot be read all are taken.
    private static IEnumerable<KeyValuePair<string, string>> NamedIn(TreeSource.Document document)
    {
        if (document.Lexicons.IsEmpty || NormSource.Of(document.FileName, document.Text).Reading.Root is not DocumentMapping root)
            return document.Lexicons;
        var files = (root["lexicons"] as DocumentMapping)?.Entries.Select(static entry => Written.TextOf((entry.Value as DocumentMapping)?["file"])).ToHashSet(StringComparer.Ordinal) ?? [];
        return document.Lexicons.Where(lexicon => files.Contains(lexicon.Key));
    }

    private static ImmutableArray<(int Line, string Found, string Expected)> Faults(string path, string text)
    {
        if (path.Length > SharedLexicon.MaximumPathLength)
            return [(0, path, FormattableString.Invariant($"at most {SharedLexicon.MaximumPathLength} characters"))];
        if (LexiconPath.Objection(path) is { } objection)
            return [(0, path, objection)];
        return [.. LexiconLines.Of(text).Select(static phrase => (phrase.Position.Line, phrase.Text, Expected: LexiconLines.Objection(phrase.Text))).Where(static each => each.Expected is not null).Take(MaximumErrors).Select(static each => (each.Line, each.Text, each.Expected!))];
    }

    private static string CountOf(string text) => FormattableString.Invariant($"{LexiconLines.Of(text).Count()} phrases");
}
