namespace Qa.Rules.Matching;

/// <summary>
/// The first step of every walk through a <see cref="PinyinTrie"/>, worked out beforehand for each set of readings, because it
/// is taken at most pairs of characters of a text and nearly always leads nowhere.
/// </summary>
internal sealed class PinyinStarts
{
    private readonly int[] _first;
    private readonly int[] _starts;
    private readonly int[] _nodes;
    private readonly ulong[] _nextBuckets;

    public PinyinStarts(PinyinTrie trie)
    {
        var table = PinyinTable.Instance;
        _nodes = trie.ChildrenOfRoot();
        _nextBuckets = Array.ConvertAll(_nodes, trie.ChildBuckets);
        var bySyllable = BySyllable(trie);
        _first = new int[table.SetEnd + 1];
        FollowBuckets = new ulong[table.SetEnd];
        var starts = new List<int>();
        for (ushort set = 0; set < FollowBuckets.Length; set++)
        {
            foreach (var syllable in table.Syllables(set))
            {
                foreach (var start in bySyllable[syllable])
                {
                    // Of several shared syllables the first counts; silent characters are told apart in Enter.
                    if (table.FirstShared(trie.Key(_nodes[start]).Set, set) != syllable)
                        continue;
                    starts.Add(start);
                    FollowBuckets[set] |= _nextBuckets[start];
                }
            }

            _first[set + 1] = starts.Count;
        }

        _starts = [.. starts];
    }

    /// <summary>For each set, the buckets of the syllables that may follow it at the start of a phrase.</summary>
    public ulong[] FollowBuckets { get; }

    /// <summary>Adds to <paramref name="pending"/> the nodes that the first character of a pair leads to, where the second may lead on.</summary>
    public void Enter(PinyinTrie trie, PinyinKey first, ulong secondBuckets, int position, ref PinyinSteps pending)
    {
        var set = first.Set;
        foreach (var start in _starts.AsSpan(_first[set], _first[set + 1] - _first[set]))
        {
            if ((_nextBuckets[start] & secondBuckets) != 0 && (set != PinyinTable.Silent || trie.Key(_nodes[start]) == first))
                pending.Push(_nodes[start], position);
        }
    }

    private List<int>[] BySyllable(PinyinTrie trie)
    {
        var table = PinyinTable.Instance;
        var result = new List<int>[table.SyllableEnd];
        for (var syllable = 0; syllable < result.Length; syllable++)
            result[syllable] = [];
        for (var start = 0; start < _nodes.Length; start++)
        {
            foreach (var syllable in table.Syllables(trie.Key(_nodes[start]).Set))
                result[syllable].Add(start);
        }

        return result;
    }
}
