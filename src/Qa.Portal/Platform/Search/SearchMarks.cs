using System.Collections.Immutable;
using Qa.Portal.Platform.Privacy;
using Qa.Rules.Matching;

namespace Qa.Portal.Platform.Search;

/// <summary>Finds the words of a query in a text as people read it, and cuts the piece that shows most of them; phone numbers in it are masked.</summary>
internal static class SearchMarks
{
    /// <summary>Longest snippet, in UTF-16 units.</summary>
    public const int SnippetLength = 160;

    /// <summary>Most marks of one text.</summary>
    public const int MaximumMarks = 50;

    // What a reader sees before the first hit, to know what it is about.
    private const int LeadLength = 30;

    /// <summary>A whole text on one line, marked.</summary>
    public static MarkedText Mark(string text, ImmutableArray<SearchWord> words) => new(PhoneMask.InText(text), Merge(Find(text, words).Select(static found => found.Place)));

    /// <summary>The piece of the line that has most of the words.</summary>
    public static MarkedText Snippet(string text, ImmutableArray<SearchWord> words)
    {
        var (best, bestCount, first) = ("", 0, (string?)null);
        foreach (var span in text.AsSpan().EnumerateLines())
        {
            var line = span.ToString();
            first ??= line.Trim().Length > 0 ? line : null;
            var count = Find(line, words).Select(static found => found.Word).Distinct().Count();
            if (count > bestCount)
                (best, bestCount) = (line, count);
            if (bestCount == words.Length)
                break;
        }

        return Cut(bestCount > 0 ? best : first ?? "", words);
    }

    private static MarkedText Cut(string line, ImmutableArray<SearchWord> words)
    {
        var marks = Merge(Find(line, words).Select(static found => found.Place));
        var start = Math.Max(0, Math.Min(marks.IsEmpty ? 0 : marks[0].Start - LeadLength, line.Length - SnippetLength));
        var end = Math.Min(line.Length, start + SnippetLength);

        // No character is cut in two.
        if (start > 0 && char.IsLowSurrogate(line[start]))
            start++;
        if (end < line.Length && char.IsLowSurrogate(line[end]))
            end--;
        return new(
            PhoneMask.InText(line)[start..end],
            [.. marks.Where(mark => mark.Start < end).Select(mark => new Mark(mark.Start - start, Math.Min(mark.Start + mark.Length, end) - mark.Start)).Where(static mark => mark.Start >= 0)]);
    }

    // Where each word begins and ends in a line; not more than are shown.
    private static IEnumerable<(SearchWord Word, Mark Place)> Find(string line, ImmutableArray<SearchWord> words)
    {
        var normalised = TextNormaliser.NormaliseWithPositions(line);
        foreach (var word in words)
        {
            var (text, wanted, found) = (normalised.Text, word.Normalised, 0);
            for (var at = text.IndexOf(wanted, StringComparison.Ordinal); at >= 0 && found < MaximumMarks; at = text.IndexOf(wanted, at + 1, StringComparison.Ordinal))
            {
                if (CutsWord(text, at, wanted))
                    continue;
                var (start, length) = normalised.ToOriginal(at, wanted.Length);
                yield return (word, new(start, length));
                found++;
            }
        }
    }

    private static bool CutsWord(string text, int at, string wanted) =>
        (WordBoundary.IsWordCharacterAt(wanted, 0) && WordBoundary.IsWordCharacterBefore(text, at))
        || (WordBoundary.IsWordCharacterBefore(wanted, wanted.Length) && WordBoundary.IsWordCharacterAt(text, at + wanted.Length));

    private static ImmutableArray<Mark> Merge(IEnumerable<Mark> places)
    {
        var merged = new List<Mark>();
        foreach (var place in places.OrderBy(static place => place.Start).ThenByDescending(static place => place.Length))
        {
            if (merged.Count > 0 && merged[^1].Start + merged[^1].Length >= place.Start)
                merged[^1] = merged[^1] with { Length = Math.Max(merged[^1].Length, place.Start + place.Length - merged[^1].Start) };
            else
                merged.Add(place);
        }

        return [.. merged.Take(MaximumMarks)];
    }
}
