using System.Collections.Immutable;

namespace Qa.Portal.Platform.Search;

/// <summary>
/// What is looked for: words, all of which must be there. What stands in quotation marks, English or Chinese, is one word, and so must stand
/// together. A word means what it is normalised to; what is nothing but punctuation means nothing.
/// </summary>
internal sealed record SearchQuery
{
    /// <summary>Longest query, in UTF-16 units.</summary>
    public const int MaximumLength = 200;

    /// <summary>Most words of a query.</summary>
    public const int MaximumWords = 16;

    private const string Quotes = "\"“”＂";

    private SearchQuery(ImmutableArray<SearchWord> words) => Words = words;

    /// <summary>Each once; at least one.</summary>
    public ImmutableArray<SearchWord> Words { get; }

    /// <returns>The query, or what is wrong with it.</returns>
    public static (SearchQuery? Query, string? Problem) Parse(string text)
    {
        if (text.Length is 0 or > MaximumLength)
            return (null, FormattableString.Invariant($"the query: found {text.Length} characters, expected 1 to {MaximumLength}"));
        var words = Parts(text).Select(static part => SearchWord.Of(part.ReplaceLineEndings(" "))).Where(static word => word.Form.Length > 0).Distinct().ToImmutableArray();
        return words.Length switch
        {
            0 => (null, "the query: found no letter, digit or character to look for, expected at least one"),
            > MaximumWords => (null, FormattableString.Invariant($"the query: found {words.Length} words, expected at most {MaximumWords}")),
            _ => (new(words), null),
        };
    }

    private static IEnumerable<string> Parts(string text)
    {
        var (start, isQuoted) = (0, false);
        for (var index = 0; index <= text.Length; index++)
        {
            var isQuote = index < text.Length && Quotes.Contains(text[index], StringComparison.Ordinal);
            if (index < text.Length && !isQuote && (isQuoted || !char.IsWhiteSpace(text[index])))
                continue;
            if (index > start)
                yield return text[start..index];
            start = index + 1;
            isQuoted ^= isQuote;
        }
    }
}
