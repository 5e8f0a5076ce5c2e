using Column = Qa.Rules.Trees.Tables.TableSheets.ConditionColumn;

namespace Qa.Rules.Trees.Tables;

/// <summary>Reads the cells of one condition, and knows which it has read.</summary>
internal sealed class ConditionCells(TableRow row, string path, ConditionAssembly conditions)
{
    private static readonly string[] ScalarModifiers = [Column.Role, Column.Match, Column.MinHits];

    private readonly HashSet<string> _read = new(StringComparer.Ordinal) { Column.Number, Column.Operator };

    /// <summary>What the operator has as its value; null, and reported, when that can't be read.</summary>
    public DocumentNode? Value(string key, OperatorForm form, PhraseLists phrases)
    {
        switch (form.Kind)
        {
            case OperatorValue.Phrases:
                return phrases.Take(form.List!) ?? Missing(Column.Number, $"one or more rows for it in the sheet '{TableSheets.Phrases.Chinese}'");
            case OperatorValue.Text:
                return Read(Column.Text) ? row.Text(Column.Text) : Missing(Column.Text, "a text");
            case OperatorValue.Conditions:
                _read.Add(Column.Of);
                return conditions.Several(row, Column.Of, path);
            case OperatorValue.Condition:
                _read.Add(Column.Of);
                return conditions.Named(row, Column.Of, path);
            default:
                return Mapping(key, form, phrases);
        }
    }

    /// <summary>Whatever else of modifiers the row has; the loader says whether the operator may have them.</summary>
    public IEnumerable<DocumentEntry> Modifiers()
    {
        foreach (var column in ScalarModifiers)
        {
            if (Read(column))
                yield return row.Entry(column, column, Scalar(column));
        }

        foreach (var column in (string[])[Column.Turns, Column.Seconds])
        {
            if (Read(column) && Window(column) is { } window)
                yield return row.Entry(column, column, window);
        }

        if (Read(Column.Around) && conditions.Named(row, Column.Around, path) is { } of)
            yield return row.Entry("around", Column.Around, new DocumentMapping(row.PositionOf(Column.Around), [row.Entry("of", Column.Around, of), .. Sides()]));
    }

    /// <summary>Reports cells that mean nothing for the operator: what was written there would be lost.</summary>
    public void ReportRest(string key)
    {
        foreach (var column in TableSheets.ConditionColumns)
        {
            if (row.Has(column.Key) && !_read.Contains(column.Key))
                row.Report(column.Key, path, Phrasing.Quote(row[column.Key]), $"an empty cell: '{key}' has no '{column.English}'");
        }
    }

    private DocumentMapping? Mapping(string key, OperatorForm form, PhraseLists phrases)
    {
        var entries = new List<DocumentEntry>();
        var isWhole = true;
        foreach (var (name, column) in form.Conditions)
        {
            _read.Add(column);
            DocumentNode? inner = key == "sequence" ? conditions.Several(row, column, path) : conditions.Named(row, column, path);
            isWhole &= inner is not null;
            if (inner is not null)
                entries.Add(row.Entry(name, column, inner));
        }

        foreach (var (name, column) in form.Keys)
        {
            if (Read(column))
                entries.Add(row.Entry(name, column, Scalar(column)));
        }

        if (form.List is { } list && phrases.Take(list) is { } texts)
            entries.Add(new(list, texts.Position, texts));
        return isWhole ? new(row.PositionOf(Column.Operator), [.. entries]) : null;
    }

    private DocumentScalar Scalar(string column) =>
        OperatorForm.WordsOf(column) is { } words ? row.Word(column, words) : row.Number(column);

    private DocumentMapping? Window(string column)
    {
        if (TableCells.ToWindow(row[column]) is { } keys)
            return new(row.PositionOf(column), [.. keys.Select(key => row.Entry(key.Key, column, row.NumberOf(column, key.Number)))]);
        row.Report(column, path, Phrasing.Quote(row[column]), column == Column.Turns ? "前2句, 后2句 or 第2到5句 (first 2, last 2 or 2 to 5)" : "前30秒 or 后30秒 (first 30 or last 30)");
        return null;
    }

    private IEnumerable<DocumentEntry> Sides()
    {
        foreach (var column in (string[])[Column.Before, Column.After])
        {
            if (Read(column))
                yield return row.Entry(column, column, row.Number(column));
        }
    }

    private bool Read(string column)
    {
        _read.Add(column);
        return row.Has(column);
    }

    private DocumentNode? Missing(string column, string expected)
    {
        row.Report(column, path, "nothing", expected);
        return null;
    }
}
