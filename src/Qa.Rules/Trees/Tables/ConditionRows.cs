using System.Collections.Immutable;
using System.Globalization;
using Column = Qa.Rules.Trees.Tables.TableSheets.ConditionColumn;

namespace Qa.Rules.Trees.Tables;

/// <summary>Writes conditions as rows, and their phrases as rows of another sheet. INVARIANT: only conditions that were loaded without errors.</summary>
internal sealed class ConditionRows(TableLanguage language)
{
    private readonly RowsOf _conditions = new(TableSheets.ConditionColumns);
    private readonly RowsOf _phrases = new(TableSheets.PhraseColumns);

    public TableSheet Conditions => _conditions.Sheet(TableSheets.Conditions, language);

    public TableSheet Phrases => _phrases.Sheet(TableSheets.Phrases, language);

    /// <summary>Writes a condition with those inside it.</summary>
    /// <returns>The number by which other cells name it.</returns>
    public string Add(DocumentNode condition)
    {
        var row = _conditions.Add();
        var number = string.Create(CultureInfo.InvariantCulture, $"C{_conditions.Count}");
        row[Column.Number] = number;
        foreach (var entry in ((DocumentMapping)condition).Entries)
        {
            if (OperatorForm.All.TryGetValue(entry.Key, out var form))
            {
                row[Column.Operator] = TableWords.Shown(TableWords.Operators, entry.Key, language);
                AddOperator(row, number, form, entry.Value);
            }
            else
            {
                AddModifier(row, number, entry.Key, entry.Value);
            }
        }

        return number;
    }

    private void AddOperator(Dictionary<string, string> row, string number, OperatorForm form, DocumentNode value)
    {
        switch (form.Kind)
        {
            case OperatorValue.Phrases:
                AddPhrases(number, form.List!, value);
                break;
            case OperatorValue.Text:
                row[Column.Text] = TableCells.OfText(((DocumentScalar)value).Text);
                break;
            case OperatorValue.Conditions:
                row[Column.Of] = AddAll(value);
                break;
            case OperatorValue.Condition:
                row[Column.Of] = Add(value);
                break;
            default:
                AddMapping(row, number, form, (DocumentMapping)value);
                break;
        }
    }

    private void AddMapping(Dictionary<string, string> row, string number, OperatorForm form, DocumentMapping value)
    {
        foreach (var (key, column) in form.Keys)
        {
            if (value[key] is DocumentScalar scalar)
                row[column] = Shown(column, scalar);
        }

        foreach (var (key, column) in form.Conditions)
            row[column] = value[key] is DocumentSequence several ? AddAll(several) : Add(value[key]!);
        if (form.List is { } list && value[list] is { } phrases)
            AddPhrases(number, list, phrases);
    }

    private void AddModifier(Dictionary<string, string> row, string number, string key, DocumentNode value)
    {
        switch (key)
        {
            case "except":
                AddPhrases(number, key, value);
                break;
            case "turns" or "seconds":
                row[key] = TableCells.OfWindow((DocumentMapping)value, key == "turns" ? "句" : "秒", language);
                break;
            case "around":
                var around = (DocumentMapping)value;
                row[Column.Around] = Add(around["of"]!);
                foreach (var side in (string[])[Column.Before, Column.After])
                {
                    if (around[side] is DocumentScalar turns)
                        row[side] = turns.Text;
                }

                break;
            default:
                row[key] = Shown(key, (DocumentScalar)value);
                break;
        }
    }

    private string AddAll(DocumentNode list) => string.Join(", ", ((DocumentSequence)list).Items.Select(Add));

    private void AddPhrases(string number, string list, DocumentNode phrases)
    {
        foreach (var phrase in ((DocumentSequence)phrases).Items)
        {
            var row = _phrases.Add();
            row[TableSheets.PhraseColumn.Condition] = number;
            row[TableSheets.PhraseColumn.List] = TableWords.Shown(TableWords.Lists, list, language);
            row[TableSheets.PhraseColumn.Phrase] = TableCells.OfText(((DocumentScalar)phrase).Text);
        }
    }

    private string Shown(string column, DocumentScalar value) =>
        OperatorForm.WordsOf(column) is { } words ? TableWords.Shown(words, value.Text, language) : value.Text;
}

/// <summary>The rows of a sheet while they are being written.</summary>
internal sealed class RowsOf(TableWord[] columns)
{
    private readonly List<Dictionary<string, string>> _rows = [];

    public int Count => _rows.Count;

    public Dictionary<string, string> Add()
    {
        _rows.Add(new(StringComparer.Ordinal));
        return _rows[^1];
    }

    public TableSheet Sheet(TableWord name, TableLanguage language) => new(
        name.In(language),
        [.. columns.Select(column => column.In(language))],
        [.. _rows.Select(row => columns.Select(column => row.GetValueOrDefault(column.Key, "")).ToImmutableArray())]);
}
