namespace Qa.Portal.Modules.NormSets.Editing;

/// <summary>Phrases as people type or paste them: a column or row of Excel, lines of a file, or a list with commas.</summary>
internal static class PhraseText
{
    private static readonly char[] Cells = ['\n', '\r', '\t'];
    private static readonly char[] Marks = ['，', '、', ';', '；'];

    /// <summary>Whether somebody has ended a phrase: by a line, or a cell of Excel.</summary>
    public static bool IsEnded(string typed) => typed.AsSpan().IndexOfAny(Cells) >= 0;

    /// <summary>
    /// The phrases of a text, in their order, each once, those that are there already left out. Of one line the marks of Chinese lists part
    /// phrases; of several, and of scripts, nothing but lines and cells does, as a phrase may hold any mark.
    /// </summary>
    public static IReadOnlyList<string> Of(string typed, IEnumerable<string> present, bool areScripts)
    {
        var trimmed = typed.Trim();
        var parts = areScripts || IsEnded(trimmed) ? trimmed.Split(Cells) : trimmed.Split(Marks);
        var known = present.ToHashSet(StringComparer.Ordinal);

        // Excel puts a cell with a line end or a quote in it between quotes.
        return [.. parts.Select(static part => part.Trim().Trim('"').Trim()).Where(part => part.Length > 0 && known.Add(part))];
    }
}
