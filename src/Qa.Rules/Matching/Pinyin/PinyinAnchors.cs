using System.Buffers;

namespace Qa.Rules.Matching;

/// <summary>
/// Chooses the pair of adjacent characters by which each phrase is looked up: the one whose syllables fewest phrases have
/// anywhere, and of several, the one with the fewest combinations of readings. Phrases of a tree tend to begin alike
/// (这事我…, 您可以…), and all of them behind the same pair would be compared each time it is said.
/// </summary>
internal static class PinyinAnchors
{
    public static int[] Choose(ReadOnlySpan<PinyinPhrase> phrases)
    {
        // Rented, because it is larger than all that a matcher keeps.
        var syllables = PinyinTable.Instance.SyllableEnd;
        var phrasesWith = ArrayPool<int>.Shared.Rent(syllables * syllables);
        phrasesWith.AsSpan().Clear();
        foreach (var phrase in phrases)
        {
            for (var place = 0; place + 1 < phrase.Sets.Length; place++)
                Add(phrase, place, phrasesWith);
        }

        var anchors = new int[phrases.Length];
        for (var number = 0; number < anchors.Length; number++)
        {
            var phrase = phrases[number];
            var least = long.MaxValue;
            for (var place = 0; place + 1 < phrase.Sets.Length; place++)
            {
                var crowd = Count(phrase, place, phrasesWith);
                if (crowd >= least)
                    continue;
                least = crowd;
                anchors[number] = place;
            }
        }

        ArrayPool<int>.Shared.Return(phrasesWith);
        return anchors;
    }

    private static void Add(PinyinPhrase phrase, int place, int[] phrasesWith)
    {
        var table = PinyinTable.Instance;
        foreach (var one in table.Syllables(phrase.Sets[place]))
        {
            foreach (var other in table.Syllables(phrase.Sets[place + 1]))
                phrasesWith[SyllablePairs.Index(table.SyllableEnd, one, other)]++;
        }
    }

    // The sum over the combinations of readings, so that of pairs that are the phrase's own the one with the fewest wins.
    private static long Count(PinyinPhrase phrase, int place, int[] phrasesWith)
    {
        var table = PinyinTable.Instance;
        var sum = 0L;
        foreach (var one in table.Syllables(phrase.Sets[place]))
        {
            foreach (var other in table.Syllables(phrase.Sets[place + 1]))
                sum += phrasesWith[SyllablePairs.Index(table.SyllableEnd, one, other)];
        }

        return sum;
    }
}
