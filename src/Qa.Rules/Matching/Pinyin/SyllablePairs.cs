using System.Numerics;

namespace Qa.Rules.Matching;

/// <summary>
/// Which phrases are anchored on which pair of adjacent syllables: a bit a pair (23 KB, so it stays in the first cache), and
/// behind a bit that is set, found by counting the bits before it, the phrases.
/// </summary>
internal sealed class SyllablePairs
{
    private readonly int _syllables;
    private readonly ulong[] _bits;

    // Number of bits set in the words before each word.
    private readonly int[] _rank;
    private readonly int[] _start;
    private readonly int[] _phrases;

    /// <param name="syllables">Syllables are numbered below this.</param>
    /// <param name="entries">A pair (see <see cref="Index"/>) and a phrase; a phrase stands under each pair that it may be heard as.</param>
    public SyllablePairs(int syllables, List<(int Pair, int Phrase)> entries)
    {
        _syllables = syllables;
        entries.Sort();
        _bits = new ulong[(syllables * syllables + 63) / 64];
        _rank = new int[_bits.Length];
        _phrases = new int[entries.Count];
        var start = new List<int>(entries.Count + 1);
        for (var each = 0; each < entries.Count; each++)
        {
            var (pair, phrase) = entries[each];
            _phrases[each] = phrase;
            if (each > 0 && entries[each - 1].Pair == pair)
                continue;
            start.Add(each);
            _bits[pair >> 6] |= 1UL << pair;
        }

        start.Add(entries.Count);
        _start = [.. start];
        for (var word = 1; word < _bits.Length; word++)
            _rank[word] = _rank[word - 1] + BitOperations.PopCount(_bits[word - 1]);
    }

    public static int Index(int syllables, int first, int second) => first * syllables + second;

    /// <summary>The phrases anchored on a pair.</summary>
    public ReadOnlySpan<int> Phrases(ushort first, ushort second)
    {
        var pair = Index(_syllables, first, second);
        var word = _bits[pair >> 6];
        var bit = 1UL << pair;
        if ((word & bit) == 0)
            return [];
        var bucket = _rank[pair >> 6] + BitOperations.PopCount(word & (bit - 1));
        return _phrases.AsSpan(_start[bucket], _start[bucket + 1] - _start[bucket]);
    }
}
