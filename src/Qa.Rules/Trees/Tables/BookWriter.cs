using Column = Qa.Rules.Trees.Tables.TableSheets.NodeColumn;
using Setting = Qa.Rules.Trees.Tables.TableSheets.SettingColumn;

namespace Qa.Rules.Trees.Tables;

/// <summary>Writes a document as a book. INVARIANT: only a document that was loaded without errors.</summary>
internal sealed class BookWriter(TableLanguage language)
{
    private readonly ConditionRows _conditions = new(language);
    private readonly RowsOf _nodes = new(TableSheets.NormColumns);
    private readonly RowsOf _settings = new(TableSheets.SettingColumns);

    public static TableBook Write(DocumentMapping document, TableLanguage language)
    {
        var writer = new BookWriter(language);
        foreach (var entry in document.Entries)
            writer.AddSetting(entry.Key, entry.Value);
        writer.AddNodes(document["norms"]!, "");
        return new(
        [
            writer._nodes.Sheet(TableSheets.Norms, language), writer._conditions.Conditions, writer._conditions.Phrases,
            writer._settings.Sheet(TableSheets.Settings, language),
        ]);
    }

    private void AddSetting(string key, DocumentNode value)
    {
        switch (key, value)
        {
            case ("norms", _):
                break;
            case (_, DocumentMapping { Entries.IsEmpty: true } or DocumentSequence { Items.IsEmpty: true }):
                AddSetting(key, "", "");
                break;
            case ("let", DocumentMapping lets):
                foreach (var let in lets.Entries)
                    AddSetting(key, let.Key, _conditions.Add(let.Value));
                break;
            case ("lexicons", DocumentMapping lists):
                foreach (var list in lists.Entries)
                    AddLexicon(list.Key, list.Value);
                break;
            case (_, DocumentMapping mapping):
                foreach (var entry in mapping.Entries)
                    AddSetting($"{key}.{entry.Key}", entry.Value);
                break;
            case (_, DocumentSequence list):
                foreach (var item in list.Items)
                    AddSetting(key, item);
                break;
            default:
                AddSetting(key, "", TableCells.OfText(((DocumentScalar)value).Text));
                break;
        }
    }

    private void AddLexicon(string name, DocumentNode value)
    {
        if (value is DocumentMapping file)
        {
            AddSetting(TableWords.LexiconFile.Key, name, TableCells.OfText(((DocumentScalar)file["file"]!).Text));
            return;
        }

        foreach (var phrase in ((DocumentSequence)value).Items)
            AddSetting(TableWords.Lexicon.Key, name, TableCells.OfText(((DocumentScalar)phrase).Text));
    }

    private void AddSetting(string item, string name, string value)
    {
        var row = _settings.Add();
        row[Setting.Item] = TableWords.Shown(TableWords.Settings, item, language);
        row[Setting.Name] = name;
        row[Setting.Value] = value;
    }

    private void AddNodes(DocumentNode list, string parentPath)
    {
        foreach (var node in ((DocumentSequence)list).Items.Cast<DocumentMapping>())
            AddNode(node, parentPath);
    }

    private void AddNode(DocumentMapping node, string parentPath)
    {
        var row = _nodes.Add();
        var children = node["children"];
        row[Column.Parent] = parentPath;
        row[Column.Kind] = (children is null ? TableWords.Norm : TableWords.Category).In(language);
        foreach (var entry in node.Entries)
            AddKey(row, entry.Key, entry.Value);
        if (children is not null)
            AddNodes(children, parentPath.Length == 0 ? row[Column.Id] : $"{parentPath}/{row[Column.Id]}");
    }

    private void AddKey(Dictionary<string, string> row, string key, DocumentNode value)
    {
        switch (key)
        {
            case "children":
                break;
            case "manual":
                row[Column.Judgement] = TableWords.Shown(TableWords.Judgements, key, language);
                row[Column.Points] = ((DocumentScalar)((DocumentMapping)value)["max"]!).Text;
                break;
            case "forbid" or "require" or "reward":
                row[Column.Judgement] = TableWords.Shown(TableWords.Judgements, key, language);
                row[Column.Condition] = _conditions.Add(value);
                break;
            case "when":
                row[Column.When] = _conditions.Add(value);
                break;
            case "enabled" or "perHit":
                row[key] = TableWords.Truth[Reading.CoreSchema.IsTrue(((DocumentScalar)value).Text) ? 0 : 1].In(language);
                break;
            case "points" or "severity":
                row[key] = TableWords.Shown(key == "points" ? TableWords.Points : TableWords.Severities, ((DocumentScalar)value).Text, language);
                break;
            case "maxDeduct" or "maxHits":
                row[key] = ((DocumentScalar)value).Text;
                break;
            default:
                row[key] = TableCells.OfText(((DocumentScalar)value).Text);
                break;
        }
    }
}
