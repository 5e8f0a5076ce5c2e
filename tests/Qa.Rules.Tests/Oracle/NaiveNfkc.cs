namespace Qa.Rules.Tests.Oracle;

/// <summary>NFKC in the three steps of Unicode Standard Annex 15, one character after the other.</summary>
internal static class NaiveNfkc
{
    private const int HangulBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TailCount = 28;

    public static List<int> Normalize(IEnumerable<int> characters) => Compose(Order(characters.SelectMany(Decompose).ToList()));

    private static IEnumerable<int> Decompose(int c)
    {
        var syllable = c - HangulBase;
        if (syllable >= 0 && syllable < LeadCount * VowelCount * TailCount)
        {
            yield return LeadBase + (syllable / (VowelCount * TailCount));
            yield return VowelBase + (syllable % (VowelCount * TailCount) / TailCount);
            if (syllable % TailCount != 0) yield return TailBase + (syllable % TailCount);
            yield break;
        }

        var parts = UnicodeTable.Decomposition(c).Parts;
        if (parts.Length == 0) yield return c;
        foreach (var part in parts.SelectMany(Decompose)) yield return part;
    }

    private static List<int> Order(List<int> characters)
    {
        // Neighbours change places as long as a higher class other than 0 stands before a lower one other than 0.
        bool changed;
        do
        {
            changed = false;
            for (var i = 1; i < characters.Count; i++)
            {
                var (before, here) = (UnicodeTable.CombiningClass(characters[i - 1]), UnicodeTable.CombiningClass(characters[i]));
                if (here == 0 || before <= here) continue;
                (characters[i - 1], characters[i]) = (characters[i], characters[i - 1]);
                changed = true;
            }
        }
        while (changed);

        return characters;
    }

    private static List<int> Compose(List<int> characters)
    {
        var result = new List<int>();
        var starterAt = -1;
        foreach (var c in characters)
        {
            var kind = UnicodeTable.CombiningClass(c);
            // Blocked: between the starter and this character stands one whose class is 0 or not lower than this one's.
            var blocked = starterAt < 0
                || result.Skip(starterAt + 1).Any(b => UnicodeTable.CombiningClass(b) == 0 || UnicodeTable.CombiningClass(b) >= kind);
            if (!blocked && Pair(result[starterAt], c) is { } composed)
            {
                result[starterAt] = composed;
                continue;
            }

            if (kind == 0) starterAt = result.Count;
            result.Add(c);
        }

        return result;
    }

    private static int? Pair(int first, int second)
    {
        var (lead, vowel, syllable, tail) = (first - LeadBase, second - VowelBase, first - HangulBase, second - TailBase);
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount) return HangulBase + (((lead * VowelCount) + vowel) * TailCount);
        var openSyllable = syllable is >= 0 and < LeadCount * VowelCount * TailCount && syllable % TailCount == 0;
        if (openSyllable && tail is > 0 and < TailCount) return first + tail;
        return UnicodeTable.Composition(first, second);
    }
}
