using System.Collections.Immutable;

namespace Qa.Portal.Platform.Search;

/// <summary>
/// How well a document fits: how often the words stand in it, the more the less each time counts, and in a long text less than in a short
/// one: BM25 without its weight of rare words, since every word of a query is in every document that is ranked. Computed here and not by
/// the databases, so that both put the same first, and without counting through all that fit.
/// Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, with its usual k1 and b.
/// </summary>
internal static class SearchRank
{
    private const double Saturation = 1.2;
    private const double LengthWeight = 0.75;

    // A word in the title weighs as much as so many in the text.
    private const int TitleWeight = 10;

    // In steps, so that a few characters more or less do not come before what is newer.
    private const int LengthStep = 64;
    private const double UsualSteps = 8;

    /// <returns>More is better; above 0 where a word is there.</returns>
    public static double Of(string compared, ImmutableArray<SearchWord> words)
    {
        var end = compared.IndexOf(SearchText.LineEnd, StringComparison.Ordinal);
        var (title, text) = end < 0 ? (compared, "") : (compared[..end], compared[end..]);
        var damping = Saturation * (1 - LengthWeight + LengthWeight * (compared.Length / LengthStep) / UsualSteps);
        var rank = 0.0;
        foreach (var word in words)
        {
            double times = TitleWeight * Count(title, word.Form) + Count(text, word.Form);
            rank += times * (Saturation + 1) / (times + damping);
        }

        return rank;
    }

    private static int Count(ReadOnlySpan<char> text, string form)
    {
        var count = 0;
        for (var place = text.IndexOf(form, StringComparison.Ordinal); place >= 0; place = text.IndexOf(form, StringComparison.Ordinal))
        {
            count++;

            // Two words share the space between them.
            text = text[(place + Math.Max(1, form.Length - 1))..];
        }

        return count;
    }
}
