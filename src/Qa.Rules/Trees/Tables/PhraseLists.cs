using Column = Qa.Rules.Trees.Tables.TableSheets.PhraseColumn;

namespace Qa.Rules.Trees.Tables;

/// <summary>The phrases of one condition, by the list that each belongs to.</summary>
internal sealed class PhraseLists
{
    private readonly Dictionary<string, List<TableRow>> _lists = new(StringComparer.Ordinal);
    private readonly string _path;

    public PhraseLists(IEnumerable<TableRow> rows, string path)
    {
        _path = path;
        foreach (var row in rows)
        {
            if (TableWords.KeyOf(TableWords.Lists, row[Column.List]) is not { } list)
                row.Report(Column.List, path, row.Has(Column.List) ? Phrasing.Quote(row[Column.List]) : "nothing", TableWords.Listing(TableWords.Lists));
            else if (!_lists.TryGetValue(Shared(list), out var phrases))
                _lists.Add(Shared(list), [row]);
            else
                phrases.Add(row);
        }
    }

    /// <summary>Takes a list out; null when it has no phrase.</summary>
    public DocumentSequence? Take(string list) => _lists.Remove(Shared(list), out var rows)
        ? new(rows[0].PositionOf(Column.Phrase), [.. rows.Select(static row => row.Text(Column.Phrase))])
        : null;

    /// <summary>Reports phrases in lists that the operator does not have.</summary>
    public void ReportRest(string key)
    {
        foreach (var row in _lists.Values.SelectMany(static rows => rows))
            row.Report(Column.List, _path, Phrasing.Quote(row[Column.List]), $"a list that '{key}' has");
    }

    // The phrases of both have one word: a condition has one or the other.
    private static string Shared(string list) => list == "allOf" ? "anyOf" : list;
}
