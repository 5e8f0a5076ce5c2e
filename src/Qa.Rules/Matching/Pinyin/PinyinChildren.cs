namespace Qa.Rules.Matching;

/// <summary>
/// The children of each node of a <see cref="PinyinTrie"/>, in order of syllable, a child once for each of its syllables. Put
/// in order by two stable counting sorts, so that twenty thousand phrases are a matter of milliseconds.
/// </summary>
internal sealed class PinyinChildren
{
    private readonly ushort[] _syllables;
    private readonly int[] _nodes;
    private readonly int[] _first;

    /// <param name="keys">What leads to each node; the root, which nothing leads to, is node 0.</param>
    /// <param name="parents">The parent of each node.</param>
    public PinyinChildren(List<PinyinKey> keys, List<int> parents)
    {
        var table = PinyinTable.Instance;
        var syllables = new List<int>(keys.Count * 2);
        var nodes = new List<int>(keys.Count * 2);
        for (var node = 1; node < keys.Count; node++)
        {
            foreach (var syllable in table.Syllables(keys[node].Set))
            {
                syllables.Add(syllable);
                nodes.Add(node);
            }
        }

        var bySyllable = Order(syllables.ToArray(), table.SyllableEnd, out _);
        var parentsBySyllable = Array.ConvertAll(bySyllable, entry => parents[nodes[entry]]);
        var byParent = Order(parentsBySyllable, keys.Count, out _first);
        _syllables = Array.ConvertAll(byParent, entry => (ushort)syllables[bySyllable[entry]]);
        _nodes = Array.ConvertAll(byParent, entry => nodes[bySyllable[entry]]);
    }

    public Entries Of(int parent)
    {
        var (first, length) = (_first[parent], _first[parent + 1] - _first[parent]);
        return new Entries(_syllables.AsSpan(first, length), _nodes.AsSpan(first, length));
    }

    /// <summary>Places of the keys in ascending order of key, and where those of each key start.</summary>
    private static int[] Order(int[] keys, int end, out int[] first)
    {
        first = new int[end + 1];
        foreach (var key in keys)
            first[key + 1]++;
        for (var key = 1; key < first.Length; key++)
            first[key] += first[key - 1];
        var next = first.AsSpan(0, end).ToArray();
        var order = new int[keys.Length];
        for (var place = 0; place < keys.Length; place++)
            order[next[keys[place]]++] = place;
        return order;
    }

    /// <summary>Syllables, ascending, and the child that each leads to.</summary>
    internal readonly ref struct Entries(ReadOnlySpan<ushort> syllables, ReadOnlySpan<int> nodes)
    {
        private readonly ReadOnlySpan<ushort> _syllables = syllables;
        private readonly ReadOnlySpan<int> _nodes = nodes;

        public void Deconstruct(out ReadOnlySpan<ushort> syllables, out ReadOnlySpan<int> nodes)
        {
            syllables = _syllables;
            nodes = _nodes;
        }
    }
}
