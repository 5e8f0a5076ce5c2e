using System.Text;

namespace Qa.Rules.Trees.Sources;

/// <summary>Writes values that no author has written yet: in the form of <c>rulesets/</c>, or as JSON inside JSON.</summary>
internal sealed class FragmentWriter(bool isJson, string newLine)
{
    /// <summary>A whole document, each key on a line of its own.</summary>
    public string Document(DocumentMapping document) =>
        document.Entries.IsEmpty ? "{}" + newLine : Lines(Entries(document, 0), 0) + newLine;

    /// <summary>On one line.</summary>
    public string Flow(DocumentNode value)
    {
        var text = new StringBuilder();
        AppendFlow(text, value);
        return text.ToString();
    }

    public string FlowEntry(string key, DocumentNode value) => $"{Key(key, inFlow: true)}: {Flow(value)}";

    public string Key(string key, bool inFlow) => isJson ? ScalarText.Quoted(key) : ScalarText.YamlKey(key, inFlow);

    /// <summary>A key with its value, without indentation before it and line end after it.</summary>
    /// <param name="column">Columns before the key.</param>
    public string BlockEntry(string key, DocumentNode value, int column)
    {
        var written = Key(key, inFlow: false);
        return written + ":" + AfterMark(value, column, column + written.Length + 1, HouseForm.HasLinesOfItsOwn(key));
    }

    /// <summary>An item with its dash.</summary>
    /// <param name="column">Columns before the dash.</param>
    /// <param name="isNode">Whether it is a category or norm, whose keys have a line each.</param>
    public string BlockItem(DocumentNode value, int column, bool isNode)
    {
        var inner = column + HouseForm.IndentColumns;
        if (value is DocumentMapping { Entries.IsEmpty: false } mapping && (isNode || !Fits(value, inner)))
            return "- " + Lines(Entries(mapping, inner), inner);
        return value is DocumentSequence { Items.IsEmpty: false } list && !Fits(value, inner)
            ? "- " + Lines(Items(list, inner, isNode: false), inner)
            : "- " + BlockScalarOrFlow(value);
    }

    /// <summary>A value after the colon of its key: on the same line after a blank, or on lines below it.</summary>
    /// <param name="column">Columns before the key.</param>
    /// <param name="used">Columns before the value.</param>
    public string AfterMark(DocumentNode value, int column, int used, bool hasLinesOfItsOwn)
    {
        var inner = column + HouseForm.IndentColumns;
        var first = newLine + new string(' ', inner);
        return value switch
        {
            DocumentMapping { Entries.IsEmpty: false } mapping when hasLinesOfItsOwn || !Fits(value, used + 1) => first + Lines(Entries(mapping, inner), inner),
            DocumentSequence { Items.IsEmpty: false } list when hasLinesOfItsOwn || !Fits(value, used + 1) => first + Lines(Items(list, inner, hasLinesOfItsOwn), inner),
            _ => " " + BlockScalarOrFlow(value),
        };
    }

    private IEnumerable<string> Entries(DocumentMapping mapping, int column) =>
        mapping.Entries.OrderBy(static entry => HouseForm.RankOf(entry.Key)).Select(entry => BlockEntry(entry.Key, entry.Value, column));

    private IEnumerable<string> Items(DocumentSequence list, int column, bool isNode) =>
        list.Items.Select(item => BlockItem(item, column, isNode));

    private string Lines(IEnumerable<string> lines, int column) => string.Join(newLine + new string(' ', column), lines);

    // A list of phrases is as long as it is: broken into lines it would take a page.
    private bool Fits(DocumentNode value, int column) =>
        value is DocumentSequence list && list.Items.All(static item => item is DocumentScalar)
        || column + Flow(value).Length <= HouseForm.LineColumns
        || value is DocumentMapping { Entries: [{ Value: DocumentScalar }] };

    private string BlockScalarOrFlow(DocumentNode value) =>
        value is DocumentScalar scalar && !isJson ? ScalarText.Yaml(scalar, inFlow: false) : Flow(value);

    private void AppendFlow(StringBuilder text, DocumentNode value)
    {
        switch (value)
        {
            case DocumentMapping mapping:
                text.Append('{');
                for (var i = 0; i < mapping.Entries.Length; i++)
                {
                    text.Append(i > 0 ? ", " : "").Append(Key(mapping.Entries[i].Key, inFlow: true)).Append(": ");
                    AppendFlow(text, mapping.Entries[i].Value);
                }

                text.Append('}');
                break;
            case DocumentSequence list:
                text.Append('[');
                for (var i = 0; i < list.Items.Length; i++)
                {
                    text.Append(i > 0 ? ", " : "");
                    AppendFlow(text, list.Items[i]);
                }

                text.Append(']');
                break;
            default:
                var scalar = (DocumentScalar)value;
                text.Append(isJson ? ScalarText.Json(scalar) : ScalarText.Yaml(scalar, inFlow: true));
                break;
        }
    }
}
