namespace Qa.Rules.Matching;

/// <summary>
/// Phrases as paths of what their characters sound as, so that what many phrases begin with is compared once. A child stands
/// under each of its syllables, and a text's character, too, may be heard as several: it meets the child at the first syllable
/// that they share, and only there, so that a phrase is found once however many readings agree.
/// </summary>
internal sealed class PinyinTrie
{
    private const int Root = 0;

    private readonly List<PinyinKey> _keys = [default];
    private readonly List<int> _parents = [-1];

    // The phrases that end at node n are those from _firstPhrase[n] to _firstPhrase[n + 1]; its children stand likewise.
    private readonly int[] _phrases;
    private readonly int[] _firstPhrase;
    private readonly PinyinChildren _children;
    private readonly ulong[] _childBuckets;

    public PinyinTrie(ReadOnlySpan<PinyinKey[]> phrases)
    {
        var sorted = phrases.ToArray();
        _phrases = new int[sorted.Length];
        for (var each = 0; each < _phrases.Length; each++)
            _phrases[each] = each;
        Array.Sort(sorted, _phrases, Comparer<PinyinKey[]>.Create(Compare));
        _firstPhrase = AddNodes(sorted);
        _children = new PinyinChildren(_keys, _parents);
        _childBuckets = new ulong[_keys.Count];
        for (var node = 1; node < _keys.Count; node++)
            _childBuckets[_parents[node]] |= PinyinTable.Instance.Buckets[_keys[node].Set];
    }

    /// <summary>What the character that leads to a node sounds as.</summary>
    public PinyinKey Key(int node) => _keys[node];

    /// <summary>The buckets (<see cref="PinyinTable.Buckets"/>) of the syllables that lead on from a node.</summary>
    public ulong ChildBuckets(int node) => _childBuckets[node];

    /// <summary>The phrases that end at a node.</summary>
    public ReadOnlySpan<int> PhrasesAt(int node) => _phrases.AsSpan(_firstPhrase[node], _firstPhrase[node + 1] - _firstPhrase[node]);

    public int[] ChildrenOfRoot()
    {
        var nodes = new List<int>();
        for (var node = 1; node < _parents.Count; node++)
        {
            if (_parents[node] == Root)
                nodes.Add(node);
        }

        return [.. nodes];
    }

    /// <summary>Adds to <paramref name="pending"/> each child of a node that sounds like a character, with the position given.</summary>
    public void Descend(int node, PinyinKey heard, int position, ref PinyinSteps pending)
    {
        var (syllables, nodes) = _children.Of(node);
        foreach (var syllable in PinyinTable.Instance.Syllables(heard.Set))
        {
            for (var child = FirstAtLeast(syllables, syllable); child < syllables.Length && syllables[child] == syllable; child++)
            {
                if (_keys[nodes[child]].FirstShared(heard) == syllable)
                    pending.Push(nodes[child], position);
            }
        }
    }

    private static int FirstAtLeast(ReadOnlySpan<ushort> ascending, ushort value)
    {
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (ascending[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    // Sorted phrases share with the one before all nodes but the last few, and end at nodes that never fall.
    private int[] AddNodes(PinyinKey[][] sorted)
    {
        var ends = new int[sorted.Length];
        var path = new List<int> { Root };
        for (var each = 0; each < sorted.Length; each++)
        {
            var shared = each == 0 ? 0 : sorted[each].AsSpan().CommonPrefixLength(sorted[each - 1]);
            path.RemoveRange(shared + 1, path.Count - shared - 1);
            foreach (var key in sorted[each].AsSpan(shared))
            {
                _parents.Add(path[^1]);
                path.Add(_keys.Count);
                _keys.Add(key);
            }

            ends[each] = path[^1];
        }

        var first = new int[_keys.Count + 1];
        foreach (var end in ends)
            first[end + 1]++;
        for (var node = 1; node < first.Length; node++)
            first[node] += first[node - 1];
        return first;
    }

    private static int Compare(PinyinKey[] one, PinyinKey[] other)
    {
        var shared = one.AsSpan().CommonPrefixLength(other);
        return shared < one.Length && shared < other.Length
            ? one[shared].CompareTo(other[shared])
            : one.Length.CompareTo(other.Length);
    }
}
