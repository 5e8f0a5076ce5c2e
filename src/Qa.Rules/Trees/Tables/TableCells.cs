using System.Text.RegularExpressions;

namespace Qa.Rules.Trees.Tables;

/// <summary>How single values stand in cells.</summary>
internal static partial class TableCells
{
    /// <summary>Between the numbers of several conditions in one cell.</summary>
    public static readonly char[] Separators = [',', '，', '、', ';', '；', ' ', '\t', '\n', '\r'];

    /// <summary>A text as a cell. An empty cell says nothing, so that the empty text is <c>""</c>, and a text of nothing but two or more quotes has one more.</summary>
    public static string OfText(string text) => text.Length == 0 ? "\"\"" : IsQuotes(text) ? text + '"' : text;

    /// <summary>The text of a cell that is not empty.</summary>
    public static string ToText(string cell) => !IsQuotes(cell) ? cell : cell.Length == 2 ? "" : cell[1..];

    /// <summary>A window (<c>first</c>, <c>last</c>, <c>from</c> and <c>to</c>) as a cell.</summary>
    /// <param name="unit">What is counted, in Chinese.</param>
    public static string OfWindow(DocumentMapping window, string unit, TableLanguage language)
    {
        var (first, last, from, to) = (Number(window, "first"), Number(window, "last"), Number(window, "from"), Number(window, "to"));
        return (first, last, language) switch
        {
            ({ }, _, TableLanguage.Chinese) => $"前{first}{unit}",
            ({ }, _, _) => $"first {first}",
            (_, { }, TableLanguage.Chinese) => $"后{last}{unit}",
            (_, { }, _) => $"last {last}",
            (_, _, TableLanguage.Chinese) => $"第{from}到{to}{unit}",
            _ => $"{from} to {to}",
        };
    }

    /// <summary>The keys of a window and their numbers as written; null when the cell is none.</summary>
    public static (string Key, string Number)[]? ToWindow(string cell)
    {
        if (Edge().Match(cell) is { Success: true } edge)
            return [(edge.Groups["edge"].Value is "前" or "first" ? "first" : "last", edge.Groups["number"].Value)];
        return Span().Match(cell) is { Success: true } span
            ? [("from", span.Groups["from"].Value), ("to", span.Groups["to"].Value)]
            : null;
    }

    private static bool IsQuotes(string text) => text.Length >= 2 && !text.AsSpan().ContainsAnyExcept('"');

    private static string? Number(DocumentMapping window, string key) => (window[key] as DocumentScalar)?.Text;

    [GeneratedRegex(@"^\s*(?<edge>前|后|first|last)\s*(?<number>[0-9.eExXoOa-fA-F+]+)\s*(句|秒|turns|seconds)?\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Edge();

    [GeneratedRegex(@"^\s*第?\s*(?<from>[0-9.eExXoOa-fA-F+]+)\s*(到|至|to|-|~)\s*(?<to>[0-9.eExXoOa-fA-F+]+)\s*句?\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Span();
}
