using System.Collections.Immutable;
using Column = Qa.Rules.Trees.Tables.TableSheets.ConditionColumn;

namespace Qa.Rules.Trees.Tables;

/// <summary>Puts conditions together from their rows and those of their phrases.</summary>
internal sealed class ConditionAssembly
{
    // So many conditions inside each other no document has; what goes deeper is refused before it is walked.
    private const int MostLevels = TreeLimits.Depth;

    private readonly Dictionary<string, TableRow> _rows = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<TableRow>> _phrases = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);
    private int _level;

    public ConditionAssembly(TableRows? conditions, TableRows? phrases)
    {
        foreach (var row in conditions?.Rows ?? [])
        {
            var number = row[Column.Number];
            if (number.Length == 0)
                row.Report(Column.Number, "", "nothing", "a number by which other cells name the condition");
            else if (!_rows.TryAdd(number, row))
                row.Report(Column.Number, "", $"{Phrasing.Quote(number)} a second time", "a number of its own");
        }

        foreach (var row in phrases?.Rows ?? [])
        {
            var number = row[TableSheets.PhraseColumn.Condition];
            if (!_rows.ContainsKey(number))
                row.Report(TableSheets.PhraseColumn.Condition, "", Phrasing.Quote(number), "the number of a condition");
            else if (_phrases.TryGetValue(number, out var list))
                list.Add(row);
            else
                _phrases.Add(number, [row]);
        }
    }

    /// <summary>The condition that a cell names; null, and reported, when there is none.</summary>
    public DocumentMapping? Named(TableRow from, string column, string path) => Named(from, column, path, from[column]);

    /// <summary>Reports conditions that no cell names: most likely the cell that should was forgotten.</summary>
    public void ReportUnused()
    {
        foreach (var (number, row) in _rows)
        {
            if (!_used.Contains(number))
                row.Report(Column.Number, "", $"{Phrasing.Quote(number)}, which no cell names", "a norm, named condition or condition that names it");
        }
    }

    private DocumentMapping? Named(TableRow from, string column, string path, string number)
    {
        if (!_rows.TryGetValue(number, out var row))
            from.Report(column, path, number.Length == 0 ? "nothing" : Phrasing.Quote(number), "the number of a condition");
        else if (!_used.Add(number))
            from.Report(column, path, $"{Phrasing.Quote(number)}, which another cell names too", "a condition of its own, or one with a name");
        else if (_level == MostLevels)
            from.Report(column, path, "a condition inside too many others", FormattableString.Invariant($"at most {MostLevels}"));
        else
        {
            _level++;
            var condition = Build(row, number, path);
            _level--;
            return condition;
        }

        return null;
    }

    private DocumentMapping? Build(TableRow row, string number, string path)
    {
        if (TableWords.KeyOf(TableWords.Operators, row[Column.Operator]) is not { } key)
        {
            var found = row.Has(Column.Operator) ? Phrasing.Quote(row[Column.Operator]) : "nothing";
            row.Report(Column.Operator, path, found, TableWords.Listing(TableWords.Operators));
            return null;
        }

        var cells = new ConditionCells(row, path, this);
        var phrases = new PhraseLists(_phrases.GetValueOrDefault(number) ?? [], path);
        var entries = ImmutableArray.CreateBuilder<DocumentEntry>();
        if (cells.Value(key, OperatorForm.All[key], phrases) is { } value)
            entries.Add(row.Entry(key, Column.Operator, value));
        if (phrases.Take("except") is { } except)
            entries.Add(new("except", except.Position, except));
        entries.AddRange(cells.Modifiers());
        cells.ReportRest(key);
        phrases.ReportRest(key);
        return new(row.PositionOf(Column.Operator), entries.DrainToImmutable());
    }

    /// <summary>The conditions that a cell names, one or more.</summary>
    public DocumentSequence? Several(TableRow from, string column, string path)
    {
        var numbers = from[column].Split(TableCells.Separators, StringSplitOptions.RemoveEmptyEntries);
        if (numbers.Length == 0)
            from.Report(column, path, "nothing", "the numbers of one or more conditions");
        ImmutableArray<DocumentMapping> conditions = [.. numbers.Select(number => Named(from, column, path, number)).OfType<DocumentMapping>()];
        return conditions.IsEmpty || conditions.Length < numbers.Length ? null : new(from.PositionOf(column), [.. conditions]);
    }
}
