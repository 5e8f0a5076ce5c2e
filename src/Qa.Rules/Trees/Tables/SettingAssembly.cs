using Column = Qa.Rules.Trees.Tables.TableSheets.SettingColumn;

namespace Qa.Rules.Trees.Tables;

/// <summary>Puts together what a set says beside its nodes.</summary>
internal sealed class SettingAssembly(ConditionAssembly conditions)
{
    // Each key of the document with what it has so far, in order of first appearance.
    private readonly List<(string Key, SourcePosition Position, List<DocumentEntry>? Entries, DocumentNode? Value)> _keys = [];

    public IEnumerable<DocumentEntry> Read(TableRows rows)
    {
        foreach (var row in rows.Rows)
        {
            if (TableWords.KeyOf(TableWords.Settings, row[Column.Item]) is { } key)
                Add(row, key);
            else
                row.Report(Column.Item, "", row.Has(Column.Item) ? Phrasing.Quote(row[Column.Item]) : "nothing", TableWords.Listing(TableWords.Settings));
        }

        return _keys.Select(static key => new DocumentEntry(key.Key, key.Position, key.Value ?? new DocumentMapping(key.Position, [.. key.Entries!])));
    }

    private void Add(TableRow row, string key)
    {
        var (holder, inner) = key.Split('.') is [var first, var second] ? (first, second) : (key, "");
        switch (holder)
        {
            case "schema" or "ruleSet" or "name":
                _keys.Add((holder, row.PositionOf(Column.Item), null, row.Text(Column.Value)));
                break;
            case "score":
                AddTo(row, holder, inner, () => row.Number(Column.Value));
                break;
            case "appliesTo":
                AddItem(row, holder, inner, row.Text(Column.Value));
                break;
            case "let":
                AddTo(row, holder, NameOf(row), () => conditions.Named(row, Column.Value, ""));
                break;
            case "lexicons" when inner.Length > 0:
                AddTo(row, holder, NameOf(row), () => new DocumentMapping(row.PositionOf(Column.Value), [row.Entry("file", Column.Value, row.Text(Column.Value))]));
                break;
            default:
                AddItem(row, holder, NameOf(row), row.Text(Column.Value));
                break;
        }
    }

    // A row with nothing but its setting says that the mapping is there, and no more.
    private void AddTo(TableRow row, string holder, string key, Func<DocumentNode?> value)
    {
        var entries = EntriesOf(row, holder);
        if (key.Length == 0 && !row.Has(Column.Value))
            return;
        if (value() is { } read)
            entries.Add(row.Entry(key, Column.Item, read));
    }

    private void AddItem(TableRow row, string holder, string key, DocumentScalar item)
    {
        var entries = EntriesOf(row, holder);
        if (key.Length == 0 && !row.Has(Column.Value))
            return;
        var at = entries.FindIndex(entry => string.Equals(entry.Key, key, StringComparison.Ordinal) && entry.Value is DocumentSequence);
        if (at < 0)
        {
            entries.Add(row.Entry(key, Column.Item, new DocumentSequence(row.PositionOf(Column.Value), [])));
            at = entries.Count - 1;
        }

        var list = (DocumentSequence)entries[at].Value;
        if (row.Has(Column.Value))
            entries[at] = entries[at] with { Value = new DocumentSequence(list.Position, list.Items.Add(item)) };
    }

    private List<DocumentEntry> EntriesOf(TableRow row, string holder)
    {
        if (_keys.Find(key => string.Equals(key.Key, holder, StringComparison.Ordinal)).Entries is { } known)
            return known;
        _keys.Add((holder, row.PositionOf(Column.Item), [], null));
        return _keys[^1].Entries!;
    }

    // As written: names may have blanks around them.
    private static string NameOf(TableRow row) => row.Rows.Cell(row.Index, Column.Name);
}
