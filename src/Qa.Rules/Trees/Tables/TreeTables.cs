using Qa.Rules.Trees.Reading;
using Qa.Rules.Trees.Sources;

namespace Qa.Rules.Trees.Tables;

/// <summary>
/// A norm set as a book of sheets and back, without loss: categories and norms, conditions, phrases (one a row), and settings
/// with lexicons and named conditions. What the sheets say goes back into an author's source by <c>SourceEdit.To</c>, which
/// keeps its comments.
/// </summary>
public static class TreeTables
{
    private const string NoFile = "book";

    private static readonly Dictionary<DocumentNode, ReadingProblem> NoProblems = [];

    /// <summary>Writes a tree, in which lexicons are resolved.</summary>
    public static TableBook Write(NormTree tree, TableLanguage language) => BookWriter.Write(tree.Document, language);

    /// <summary>Writes a source with its lexicons and <c>@name</c> as they are.</summary>
    /// <param name="lexicons">Gives the lexicon files that it names; null when there are none.</param>
    public static TableWriting Write(NormSource source, TableLanguage language, ILexiconSource? lexicons = null)
    {
        var loaded = source.Load(lexicons);
        return loaded.Succeeded
            ? new(BookWriter.Write((DocumentMapping)source.Reading.Root!, language), [])
            : new(null, loaded.Diagnostics);
    }

    /// <summary>
    /// Reads a book: sheets and columns by name, in Chinese or English and in any order; other sheets are left alone. Everything
    /// is checked as in a document, and all errors are reported by cell; with one there is no tree.
    /// </summary>
    /// <param name="lexicons">Gives the lexicon files that the book names; null when there are none.</param>
    public static TableReading Read(TableBook book, ILexiconSource? lexicons = null)
    {
        var problems = new TableProblems();
        var document = Assemble(book, problems);
        var sheets = book.Sheets.Select(static sheet => sheet.Name);
        if (document is null || problems.Any)
            return new(null, null, problems.Errors(sheets));
        var loaded = TreeLoader.Load(NoFile, DocumentReading.Of(document, NoProblems, isJson: false), lexicons);
        foreach (var diagnostic in loaded.Diagnostics)
            problems.Report(diagnostic, NoFile);
        return loaded.Succeeded ? new(document, loaded.Tree, []) : new(null, null, problems.Errors(sheets));
    }

    private static DocumentMapping? Assemble(TableBook book, TableProblems problems)
    {
        // A sheet is bounded as a document is: what would not be read as one is not put together.
        if (book.Sheets.Sum(static sheet => (long)sheet.Rows.Length) > TreeLimits.Values)
        {
            problems.Report("", 0, "", "", "too many rows", FormattableString.Invariant($"at most {TreeLimits.Values}"));
            return null;
        }

        var settings = TableRows.Find(book, TableSheets.Settings, TableSheets.SettingColumns, problems);
        var norms = TableRows.Find(book, TableSheets.Norms, TableSheets.NormColumns, problems);
        var conditions = new ConditionAssembly(
            TableRows.Find(book, TableSheets.Conditions, TableSheets.ConditionColumns, problems),
            TableRows.Find(book, TableSheets.Phrases, TableSheets.PhraseColumns, problems));
        if (settings is null || norms is null)
            return null;
        List<DocumentEntry> entries = [.. new SettingAssembly(conditions).Read(settings)];
        var nodes = NodeAssembly.Read(norms, conditions);
        entries.Add(new("norms", nodes.Position, nodes));
        conditions.ReportUnused();
        return new(problems.PositionOf(settings.Name, 0, ""), [.. entries]);
    }
}
