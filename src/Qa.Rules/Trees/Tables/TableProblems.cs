using System.Collections.Immutable;

namespace Qa.Rules.Trees.Tables;

/// <summary>
/// The errors of a book, and which cell each value of its document came from: a value's line is the number of its cell here,
/// so that what the loader finds in the document can be said of the cell.
/// </summary>
internal sealed class TableProblems
{
    private readonly List<(string Sheet, int Row, string Column)> _cells = [];
    private readonly List<TableError> _errors = [];

    public bool Any => _errors.Count > 0;

    /// <summary>In order of place in the book; of many, as many as the loader reports of a document.</summary>
    public ImmutableArray<TableError> Errors(IEnumerable<string> sheets)
    {
        var order = sheets.ToList();
        return [.. _errors.OrderBy(error => order.IndexOf(error.Sheet)).ThenBy(static error => error.Row).Take(TreeLimits.Diagnostics)];
    }

    /// <summary>A place in documents that stands for a cell.</summary>
    public SourcePosition PositionOf(string sheet, int row, string column)
    {
        _cells.Add((sheet, row, column));
        return new(_cells.Count, 1);
    }

    public void Report(string sheet, int row, string column, string path, string found, string expected) =>
        _errors.Add(new(sheet, row, column, path, found, expected));

    /// <summary>Reports what the loader found, at the cell that it came from.</summary>
    /// <param name="file">The name under which the document was loaded; other files are lexicons.</param>
    public void Report(Diagnostic diagnostic, string file)
    {
        var key = diagnostic.Key.Length > 0 ? $"'{diagnostic.Key}': " : "";
        if (!string.Equals(diagnostic.File, file, StringComparison.Ordinal))
            Report(diagnostic.File, diagnostic.Line, "", diagnostic.Path, key + diagnostic.Found, diagnostic.Expected);
        else if (diagnostic.Line is > 0 and var line && line <= _cells.Count)
            Report(_cells[line - 1].Sheet, _cells[line - 1].Row, _cells[line - 1].Column, diagnostic.Path, key + diagnostic.Found, diagnostic.Expected);
        else
            Report("", 0, "", diagnostic.Path, key + diagnostic.Found, diagnostic.Expected);
    }
}
