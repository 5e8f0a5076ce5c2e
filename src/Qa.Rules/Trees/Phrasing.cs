using System.Text;

namespace Qa.Rules.Trees;

/// <summary>The words of diagnostics, so that all of them follow one grammar: what stands there, and what should.</summary>
internal static class Phrasing
{
    // Longest text that a message repeats, in UTF-16 units.
    private const int LongestQuote = 80;

    // Longest name that another is suggested for, in UTF-16 units: comparing two costs the product of their lengths.
    private const int LongestMistyped = 100;

    /// <summary>A value as a message's "found" names it.</summary>
    public static string Describe(DocumentNode node) => node switch
    {
        DocumentScalar { Kind: ScalarKind.String } text => Quote(text.Text),
        DocumentScalar { Kind: ScalarKind.Number } number => $"the number {Shorten(number.Text)}",
        DocumentScalar { Kind: ScalarKind.Boolean } truth => $"the boolean {truth.Text}",
        DocumentScalar => "null",
        DocumentSequence { Items.IsEmpty: true } => "an empty list",
        DocumentSequence => "a list",
        DocumentMapping { Entries.IsEmpty: true } => "an empty mapping",
        _ => "a mapping",
    };

    /// <summary>A text between single quotes, on one line and shortened.</summary>
    public static string Quote(string text) => $"'{Shorten(text)}'";

    /// <summary><c>a, b or c</c>.</summary>
    public static string OneOf(IReadOnlyList<string> names) => names.Count switch
    {
        1 => names[0],
        _ => $"{string.Join(", ", names.Take(names.Count - 1))} or {names[^1]}",
    };

    /// <summary>The name that was most likely meant: the nearest one, at most two letters (of a short word: one) away; or null.</summary>
    public static string? Nearest(string written, IEnumerable<string> names)
    {
        if (written.Length > LongestMistyped)
            return null;
        var (nearest, least) = (default(string), written.Length <= 3 ? 2 : 3);
        foreach (var name in names)
        {
            if (Math.Abs(name.Length - written.Length) < least && EditDistance(written, name) is var distance && distance < least)
                (nearest, least) = (name, distance);
        }

        return nearest;
    }

    /// <summary><c>; did you mean 'forbid'?</c>, or nothing.</summary>
    public static string Suggestion(string written, IEnumerable<string> names) =>
        Nearest(written, names) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    /// <summary>A text on one line, and cut when it is long.</summary>
    public static string Shorten(string text)
    {
        var builder = new StringBuilder();
        foreach (var c in text.Length > LongestQuote ? text.AsSpan(0, LongestQuote) : text)
            builder.Append(char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c);
        if (text.Length > LongestQuote)
        {
            // Never half a character.
            if (char.IsHighSurrogate(builder[^1]))
                builder.Length--;
            builder.Append('…');
        }

        return builder.ToString();
    }

    // INVARIANT: both are at most a few characters longer than LongestMistyped, so the cost is bounded whatever the document.
    private static int EditDistance(string a, string b)
    {
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(substituted, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
