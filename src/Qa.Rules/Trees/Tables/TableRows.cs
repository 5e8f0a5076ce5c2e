using Qa.Rules.Trees.Reading;

namespace Qa.Rules.Trees.Tables;

/// <summary>A sheet that is being read: its columns found by their headings, in any order and either language.</summary>
internal sealed class TableRows
{
    private readonly TableSheet _sheet;
    private readonly TableProblems _problems;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    private TableRows(TableSheet sheet, TableProblems problems) => (_sheet, _problems) = (sheet, problems);

    public string Name => _sheet.Name;

    /// <summary>The rows in which anything stands.</summary>
    public IEnumerable<TableRow> Rows
    {
        get
        {
            for (var i = 0; i < _sheet.Rows.Length; i++)
            {
                if (_sheet.Rows[i].Any(static cell => !string.IsNullOrWhiteSpace(cell)))
                    yield return new(this, i);
            }
        }
    }

    /// <summary>Null, and reported, when the book has no such sheet.</summary>
    public static TableRows? Find(TableBook book, TableWord name, TableWord[] columns, TableProblems problems)
    {
        if (book.Sheets.FirstOrDefault(sheet => name.Is(sheet.Name)) is not { } sheet)
        {
            problems.Report("", 0, "", "", $"no sheet '{name.Chinese}'", $"a sheet '{name.Chinese}' or '{name.English}'");
            return null;
        }

        var rows = new TableRows(sheet, problems);
        for (var i = 0; i < sheet.Headings.Length; i++)
            rows.AddColumn(i, columns);
        return rows;
    }

    public string Cell(int row, string column) =>
        _columns.TryGetValue(column, out var index) && index < _sheet.Rows[row].Length ? _sheet.Rows[row][index] : "";

    public SourcePosition PositionOf(int row, string column) => _problems.PositionOf(Name, NumberOf(row), HeadingOf(column));

    public void Report(int row, string column, string path, string found, string expected) =>
        _problems.Report(Name, NumberOf(row), HeadingOf(column), path, found, expected);

    private void AddColumn(int index, TableWord[] columns)
    {
        var heading = _sheet.Headings[index];
        if (TableWords.KeyOf(columns, heading) is not { } key)
        {
            if (!string.IsNullOrWhiteSpace(heading) || _sheet.Rows.Any(row => index < row.Length && !string.IsNullOrWhiteSpace(row[index])))
                _problems.Report(Name, 1, heading, "", string.IsNullOrWhiteSpace(heading) ? "cells without a heading" : $"the heading {Phrasing.Quote(heading)}", TableWords.Listing(columns));
        }
        else if (!_columns.TryAdd(key, index))
        {
            _problems.Report(Name, 1, heading, "", $"the heading {Phrasing.Quote(heading)} a second time", "it once");
        }
    }

    private string HeadingOf(string column) => _columns.TryGetValue(column, out var index) ? _sheet.Headings[index] : column;

    // The headings are row 1.
    private static int NumberOf(int row) => row + 2;
}

/// <summary>A row that is being read.</summary>
internal readonly record struct TableRow(TableRows Rows, int Index)
{
    /// <summary>A cell without the blanks around it; empty where nothing stands.</summary>
    public string this[string column] => Rows.Cell(Index, column).Trim();

    public bool Has(string column) => this[column].Length > 0;

    public SourcePosition PositionOf(string column) => Rows.PositionOf(Index, column);

    public void Report(string column, string path, string found, string expected) => Rows.Report(Index, column, path, found, expected);

    /// <summary>A cell as a text, blanks around it included.</summary>
    public DocumentScalar Text(string column) => new(PositionOf(column), ScalarKind.String, TableCells.ToText(Rows.Cell(Index, column)));

    /// <summary>A cell as a number; as a text where it is none, which the loader then refuses.</summary>
    public DocumentScalar Number(string column) => NumberOf(column, this[column]);

    public DocumentScalar NumberOf(string column, string written) =>
        new(PositionOf(column), CoreSchema.KindOf(written) == ScalarKind.Number ? ScalarKind.Number : ScalarKind.String, written);

    public DocumentScalar Truth(string column) => TableWords.KeyOf(TableWords.Truth, this[column]) is { } key
        ? new(PositionOf(column), ScalarKind.Boolean, key)
        : new(PositionOf(column), ScalarKind.String, this[column]);

    /// <summary>A word of a document; the cell itself where it is no word, which the loader then refuses.</summary>
    public DocumentScalar Word(string column, TableWord[] words) =>
        new(PositionOf(column), ScalarKind.String, TableWords.KeyOf(words, this[column]) ?? this[column]);

    public DocumentEntry Entry(string key, string column, DocumentNode value) => new(key, PositionOf(column), value);
}
