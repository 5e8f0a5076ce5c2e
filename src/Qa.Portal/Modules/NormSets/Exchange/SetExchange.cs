using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Publication.Versions;
using Qa.Portal.Modules.NormSets.Working;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;
using Qa.Rules.Sca;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Sources;
using Qa.Rules.Trees.Tables;
using Qa.Rules.Versions;
using Qa.Rules.Workflows;

namespace Qa.Portal.Modules.NormSets.Exchange;

/// <summary>
/// Norm sets on their way out and in: as sheets of Excel, and from rules of other systems. What comes in is looked at first, and goes
/// into the working draft only; nothing is in force by it.
/// </summary>
internal sealed class SetExchange(NormSetDesk desk, WorkingDrafts drafts, VersionCatalogue catalogue)
{
    /// <summary>Largest file of rules, in bytes.</summary>
    public const int MaximumRulesBytes = 8 * 1024 * 1024;

    /// <summary>The set as it is being changed, or as it is in force; null where there is no such set.</summary>
    public async Task<TreeSource.Document?> TextAsync(string ruleSet, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Read);
        return (await drafts.FindAsync(ruleSet, actor, cancellation))?.Document ?? (await desk.TextAsync(ruleSet, actor))?.Document;
    }

    /// <summary>A text as sheets, or why it cannot be.</summary>
    public static (TableBook? Book, ImmutableArray<TableError> Errors) BookOf(TreeSource.Document document, TableLanguage language)
    {
        var writing = TreeTables.Write(NormSource.Of(document.FileName, document.Text), language, new SourceLexicons(document.Lexicons));
        if (writing.Book is not { } book)
            return (null, [.. writing.Diagnostics.Select(static one => new TableError(one.File, one.Line, one.Key, one.Path, one.Found, one.Expected))]);
        return TreeWorkbook.Unwritable(book) is { } unwritable ? (null, [unwritable]) : (book, []);
    }

    /// <summary>Reads edited sheets. Comments and order of the text that they go into stay.</summary>
    /// <param name="ruleSet">One that there is, or a new one.</param>
    public Task<IncomingSet> ReadSheetsAsync(string ruleSet, Stream file, Actor actor, CancellationToken cancellation = default) => ReadAsync(
        ruleSet,
        (before, inForce) =>
        {
            var (book, wrong) = TreeWorkbook.Read(file);
            if (book is null)
                return IncomingSet.Wrong(before, [new TableError("", 0, "", "", wrong!.Found, wrong.Expected)]);
            var reading = TreeTables.Read(book, new SourceLexicons(before.Document.Lexicons));
            return reading.Document is { } document ? Put(before, document, inForce, []) : IncomingSet.Wrong(before, reading.Errors);
        },
        actor, cancellation);

    /// <summary>Reads rules of another system, as what the set says from then on.</summary>
    /// <param name="ruleSet">One that there is, or a new one.</param>
    public Task<IncomingSet> ReadRulesAsync(string ruleSet, ReadOnlyMemory<byte> utf8, RulesImport wanted, Actor actor, CancellationToken cancellation = default) => ReadAsync(
        ruleSet,
        (before, inForce) => wanted.Points <= 0
            ? IncomingSet.Wrong(before, [new TableError("", 0, "points", "", FormattableString.Invariant($"{wanted.Points}"), "more than 0")])
            : Read(before, utf8.Span, wanted, inForce),
        actor, cancellation);

    /// <summary>Puts what was looked at into the working draft, where nobody has changed that meanwhile.</summary>
    public Task<Saved<WorkingText>> TakeAsync(IncomingSet incoming, Actor actor, CancellationToken cancellation = default) =>
        drafts.SaveAsync(incoming.Base, incoming.Document ?? throw new InvalidOperationException("What has errors is not taken."), actor, cancellation);

    private async Task<IncomingSet> ReadAsync(string ruleSet, Func<WorkingText, NormTree?, IncomingSet> read, Actor actor, CancellationToken cancellation)
    {
        var before = await drafts.OpenAsync(ruleSet, actor, cancellation) ?? new(ruleSet, new($"{ruleSet}.yaml", "", ImmutableSortedDictionary<string, string>.Empty), 0, 0, true, null, null);
        if (!Regex.IsMatch(ruleSet, WorkflowImportOptions.RuleSetPattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking))
            return IncomingSet.Wrong(before, [new TableError("", 0, "ruleSet", "", $"'{ruleSet}'", $"an id of the form {WorkflowImportOptions.RuleSetPattern}")]);
        var inForce = (await catalogue.FindSetAsync(ruleSet))?.Version is { } version ? await catalogue.FindTreeAsync(ruleSet, version) : null;
        return await Task.Run(() => read(before, inForce), cancellation);
    }

    private static IncomingSet Read(WorkingText before, ReadOnlySpan<byte> utf8, RulesImport wanted, NormTree? inForce)
    {
        var name = wanted.Name ?? (TreeOf(before.Document) ?? inForce)?.Name;
        var file = wanted.Kind == RulesKind.Sca ? "sca.json" : "workflow.json";
        var (document, losses, diagnostics) = wanted.Kind == RulesKind.Sca
            ? Parts(ScaImporter.Import(utf8, file, new() { RuleSet = before.RuleSet, Name = name ?? ScaImportOptions.Default.Name, Judgement = wanted.Judgement ?? ScaImportOptions.Default.Judgement, Points = wanted.Points }))
            : Parts(WorkflowImporter.Import(utf8, file, new() { RuleSet = before.RuleSet, Name = name, Judgement = wanted.Judgement ?? WorkflowImportOptions.Default.Judgement, Points = wanted.Points }));
        return document is null ? IncomingSet.Wrong(before, diagnostics, losses) : Put(before, document, inForce, losses);
    }

    private static (DocumentMapping?, ImmutableArray<WorkflowLoss>, ImmutableArray<Diagnostic>) Parts(ScaImport import) => (import.Document, import.Losses, import.Diagnostics);

    private static (DocumentMapping?, ImmutableArray<WorkflowLoss>, ImmutableArray<Diagnostic>) Parts(WorkflowImport import) => (import.Document, import.Losses, import.Diagnostics);

    private static IncomingSet Put(WorkingText before, DocumentMapping document, NormTree? inForce, ImmutableArray<WorkflowLoss> losses)
    {
        var source = NormSource.Of(before.Document.FileName, before.Document.Text);
        NormSource changed;
        if (before.Document.Text.Length == 0)
        {
            changed = NormSource.Of(before.Document.FileName, document);
        }
        else
        {
            var edit = SourceEdit.To(source, document);
            if (edit.Source is null)
                return IncomingSet.Wrong(before, edit.Diagnostics, losses);
            changed = edit.Source;
        }

        var loaded = changed.Load(new SourceLexicons(before.Document.Lexicons));
        if (loaded.Tree is not { } tree)
            return IncomingSet.Wrong(before, loaded.Diagnostics, losses);
        if (tree.RuleSet != before.RuleSet)
            return IncomingSet.Wrong(before, [new TableError("", 0, "ruleSet", "", $"'{tree.RuleSet}'", $"'{before.RuleSet}'")], losses);

        // What cannot be read has no nodes to compare with: then it is what is in force.
        var compared = TreeOf(before.Document) ?? inForce;
        return new(before, before.Document with { Text = changed.Text }, tree, compared is null ? null : TreeDifference.Between(compared, tree), [], losses);
    }

    private static NormTree? TreeOf(TreeSource.Document document) =>
        document.Text.Length == 0 ? null : NormSource.Of(document.FileName, document.Text).Load(new SourceLexicons(document.Lexicons)).Tree;
}
