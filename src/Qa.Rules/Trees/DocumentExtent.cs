namespace Qa.Rules.Trees;

/// <summary>
/// How large a resolved document is. Lexicons and aliases make it larger than what was read, and a version that cannot be
/// read back is none; so it must keep to the bounds of what is read. Counting ends once a bound is passed.
/// </summary>
internal struct DocumentExtent
{
    // Quotes or a separator or two; what matters is that nothing counts as nothing.
    private const int BytesBesideText = 3;
    private const int BytesOfEscape = 6;

    private long _bytes;
    private int _values;

    /// <summary>What is wrong with the size of a document, or null.</summary>
    public static (string Found, string Expected)? Objection(DocumentMapping document)
    {
        var extent = new DocumentExtent();
        extent.Add(document);
        if (extent._values > TreeLimits.Values)
            return ("too many values, lexicons and aliases put in place", $"at most {TreeLimits.Values}");
        return extent._bytes > TreeLimits.DocumentBytes
            ? ("a document that is too long, lexicons and aliases put in place", $"at most {TreeLimits.DocumentBytes / (1024 * 1024)} MiB")
            : null;
    }

    /// <summary>Whether a value has no more than <paramref name="levels"/> mappings and lists inside each other.</summary>
    public static bool IsWithin(DocumentNode value, int levels) => value switch
    {
        DocumentMapping mapping => levels > 0 && mapping.Entries.All(entry => IsWithin(entry.Value, levels - 1)),
        DocumentSequence list => levels > 0 && list.Items.All(item => IsWithin(item, levels - 1)),
        _ => true,
    };

    private void Add(DocumentNode value)
    {
        if (_bytes > TreeLimits.DocumentBytes || _values > TreeLimits.Values)
            return;
        _values++;
        switch (value)
        {
            case DocumentMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    Add(entry.Key);
                    Add(entry.Value);
                }

                break;
            case DocumentSequence list:
                foreach (var item in list.Items)
                    Add(item);
                break;
            default:
                Add(((DocumentScalar)value).Text);
                break;
        }

        _bytes += BytesBesideText;
    }

    private void Add(string text)
    {
        _bytes += BytesBesideText + System.Text.Encoding.UTF8.GetByteCount(text);
        foreach (var c in text)
        {
            if (c is < ' ' or '"' or '\\')
                _bytes += BytesOfEscape - 1;
        }
    }
}
