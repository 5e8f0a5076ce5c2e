namespace Qa.Rules.Matching.Phrases;

/// <summary>
/// Which bigram of each pattern it is looked for by: its anchor. Choosing the one that the fewest patterns contain keeps the
/// buckets small whatever the patterns have in common, and, as phrases are made of the words of the texts they are looked for
/// in, rare in the phrases is rare in the texts.
/// </summary>
internal sealed class AnchorPlan
{
    /// <summary>
    /// Patterns that one slot may hold. Each costs a comparison wherever the text has the slot's bigram, so this bounds the
    /// work a character; patterns for which there is no room are left to the automaton.
    /// </summary>
    public const int BucketCapacity = 3;

    /// <summary>How much rarer the last bigram must be to be chosen: no character follows that the filter could look at.</summary>
    private const int LastBigramPenalty = 4;

    private readonly int[] _anchors;
    private readonly bool[] _crowded;
    private readonly byte[] _loads;
    private readonly Dictionary<uint, int> _crowdedSlots = [];

    private AnchorPlan(int slotBits, int patterns)
    {
        SlotBits = slotBits;
        _anchors = new int[patterns];
        _crowded = new bool[patterns];
        _loads = new byte[1 << slotBits];
    }

    public int SlotBits { get; }

    /// <summary>
    /// The slots by which patterns are looked for that have room in none, each with how far behind the anchor the farthest of
    /// them ends.
    /// </summary>
    public IReadOnlyDictionary<uint, int> CrowdedSlots => _crowdedSlots;

    /// <summary>Offset of the anchor in the pattern; -1 for a pattern of a single character, which has none.</summary>
    public int AnchorOf(int pattern) => _anchors[pattern];

    /// <summary>Whether it has a place in its anchor's bucket: not when all its slots were full, nor for a single character.</summary>
    public bool HasRoom(int pattern) => _anchors[pattern] >= 0 && !_crowded[pattern];

    public bool IsCrowded(int pattern) => _crowded[pattern];

    /// <summary>Patterns that have their place in a slot's bucket.</summary>
    public uint LoadOf(int slot) => _loads[slot];

    /// <summary>The slot of the pattern's anchor.</summary>
    public uint SlotOf(string pattern, int index) =>
        Bigram.Slot(Bigram.At(in pattern.GetPinnableReference(), _anchors[index]), SlotBits);

    public static AnchorPlan Choose(ReadOnlySpan<string> patterns)
    {
        var plan = new AnchorPlan(Bigram.SlotBitsFor(patterns.Length), patterns.Length);
        var shares = CountShares(patterns, plan.SlotBits);

        // Those with the least choice choose first.
        plan.ChooseThoseOfLength(1, 2, patterns, shares);
        plan.ChooseThoseOfLength(3, 3, patterns, shares);
        plan.ChooseThoseOfLength(4, int.MaxValue, patterns, shares);
        return plan;
    }

    private static int[] CountShares(ReadOnlySpan<string> patterns, int slotBits)
    {
        var shares = new int[1 << slotBits];
        foreach (var pattern in patterns)
        {
            ref readonly var first = ref pattern.GetPinnableReference();
            for (var i = 0; i + 1 < pattern.Length; i++)
                shares[Bigram.Slot(Bigram.At(in first, i), slotBits)]++;
        }

        return shares;
    }

    private void ChooseThoseOfLength(int shortest, int longest, ReadOnlySpan<string> patterns, int[] shares)
    {
        for (var p = 0; p < patterns.Length; p++)
        {
            var pattern = patterns[p];
            if (pattern.Length == 1)
                _anchors[p] = -1;
            else if (pattern.Length >= shortest && pattern.Length <= longest)
                ChooseAnchor(p, pattern, shares);
        }
    }

    private void ChooseAnchor(int index, string pattern, int[] shares)
    {
        ref readonly var first = ref pattern.GetPinnableReference();
        var (withRoom, leastWithRoom, anyAnchor, leastOfAll) = (-1, long.MaxValue, -1, long.MaxValue);
        for (var i = 0; i + 1 < pattern.Length; i++)
        {
            var slot = Bigram.Slot(Bigram.At(in first, i), SlotBits);
            var cost = (long)shares[slot] * (i + 2 == pattern.Length ? LastBigramPenalty : 1);
            if (cost < leastOfAll)
                (anyAnchor, leastOfAll) = (i, cost);
            if (cost < leastWithRoom && _loads[slot] < BucketCapacity)
                (withRoom, leastWithRoom) = (i, cost);
        }

        _anchors[index] = withRoom < 0 ? anyAnchor : withRoom;
        var chosen = SlotOf(pattern, index);
        if (withRoom >= 0)
        {
            _loads[chosen]++;
            return;
        }

        _crowded[index] = true;
        _crowdedSlots[chosen] = Math.Max(_crowdedSlots.GetValueOrDefault(chosen), pattern.Length - anyAnchor);
    }
}
