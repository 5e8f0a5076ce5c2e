using System.Text;

namespace Qa.Portal.Ui.Editor;

/// <summary>A text as an editor in the browser holds it: without a byte order mark, and with one kind of line end.</summary>
internal static class EditorText
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The same text where all its lines end alike; else all end at LF, as they stay once something is typed.</summary>
    public static string Of(string text)
    {
        var body = MarkOf(text).Length > 0 ? text[1..] : text;
        var returns = body.AsSpan().Count('\r');
        var pairs = body.AsSpan().Count("\r\n");
        return returns == 0 || (returns == pairs && body.AsSpan().Count('\n') == pairs) ? body : body.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
    }

    /// <summary>The byte order mark before a text; empty where it has none.</summary>
    public static string MarkOf(string text) => text is [ByteOrderMark, ..] ? text[..1] : "";

    /// <summary>What a text is after changes, made one after the other.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A change is of a place that the text does not have.</exception>
    public static string After(string text, IReadOnlyCollection<TextChange> changes)
    {
        var changed = new StringBuilder(text);
        foreach (var change in changes)
            changed.Remove(change.Offset, change.Length).Insert(change.Offset, change.Text);
        return changed.ToString();
    }
}
