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
    public const int BucketCapacity = 4;

    /// <summary>How much rarer the last bigram must be to be chosen: no character follows that the filter could look at.</summary>
    private const int LastBigramPenalty = 4;

    private readonly int[] _anchors;
    private readonly bool[] _crowded;

    private AnchorPlan(int slotBits, int[] anchors, bool[] crowded) => (SlotBits, _anchors, _crowded) = (slotBits, anchors, crowded);

    public int SlotBits { get; }

    /// <summary>Offset of the anchor in the pattern; -1 for a pattern of a single character, which has none.</summary>
    public int AnchorOf(int pattern) => _anchors[pattern];

    /// <summary>Whether there was no room in any bucket; its anchor then says where the automaton has to look.</summary>
    public bool IsCrowded(int pattern) => _crowded[pattern];

    public static AnchorPlan Choose(ReadOnlySpan<string> patterns)
    {
        var slotBits = Bigram.SlotBitsFor(patterns.Length);
        var plan = new AnchorPlan(slotBits, new int[patterns.Length], new bool[patterns.Length]);
        var shares = CountShares(patterns, slotBits);
        var loads = new byte[1 << slotBits];

        // Those with the least choice choose first.
        plan.ChooseThoseOfLength(2, 2, patterns, shares, loads);
        plan.ChooseThoseOfLength(3, 3, patterns, shares, loads);
        plan.ChooseThoseOfLength(4, int.MaxValue, patterns, shares, loads);
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

    private void ChooseThoseOfLength(int shortest, int longest, ReadOnlySpan<string> patterns, int[] shares, byte[] loads)
    {
        for (var p = 0; p < patterns.Length; p++)
        {
            var pattern = patterns[p];
            if (pattern.Length == 1)
                _anchors[p] = -1;
            if (pattern.Length >= shortest && pattern.Length <= longest)
                ChooseAnchor(p, pattern, shares, loads);
        }
    }

    private void ChooseAnchor(int index, string pattern, int[] shares, byte[] loads)
    {
        ref readonly var first = ref pattern.GetPinnableReference();
        var (withRoom, leastWithRoom, anyAnchor, leastOfAll) = (-1, long.MaxValue, -1, long.MaxValue);
        for (var i = 0; i + 1 < pattern.Length; i++)
        {
            var slot = Bigram.Slot(Bigram.At(in first, i), SlotBits);
            var cost = (long)shares[slot] * (i + 2 == pattern.Length ? LastBigramPenalty : 1);
            if (cost < leastOfAll)
                (anyAnchor, leastOfAll) = (i, cost);
            if (cost < leastWithRoom && loads[slot] < BucketCapacity)
                (withRoom, leastWithRoom) = (i, cost);
        }

        _crowded[index] = withRoom < 0;
        _anchors[index] = withRoom < 0 ? anyAnchor : withRoom;
        if (withRoom >= 0)
            loads[Bigram.Slot(Bigram.At(in first, withRoom), SlotBits)]++;
    }
}
