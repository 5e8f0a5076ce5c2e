using System.Runtime.CompilerServices;

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
    /// work a character. A slot that would need more is crowded, and all its patterns are left to the automaton.
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
    /// The slots whose patterns are left to the automaton, each with how far behind the anchor the farthest of them ends.
    /// </summary>
    public IReadOnlyDictionary<uint, int> CrowdedSlots => _crowdedSlots;

    /// <summary>Offset of the anchor in the pattern; -1 for a pattern of a single character, which has none.</summary>
    public int AnchorOf(int pattern) => _anchors[pattern];

    /// <summary>Whether it has a place in its anchor's bucket: not when that is crowded, nor for a single character.</summary>
    public bool HasRoom(int pattern) => _anchors[pattern] >= 0 && !_crowded[pattern];

    public bool IsCrowded(int pattern) => _crowded[pattern];

    /// <summary>Entries of a slot's bucket: its patterns, or one for all of a crowded slot.</summary>
    public uint EntriesOf(int slot) => _loads[slot];

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
        if (plan._crowdedSlots.Count > 0)
            plan.ClearCrowdedSlots(patterns);
        return plan;
    }

    // A tree is built once a publication, so these loops would always run as the runtime first compiles them, five times slower.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

        MarkCrowded(index, pattern, chosen);
    }

    /// <summary>The automaton looks wherever a crowded slot's bigram stands, so comparing with some of its patterns first is waste.</summary>
    private void ClearCrowdedSlots(ReadOnlySpan<string> patterns)
    {
        for (var p = 0; p < patterns.Length; p++)
        {
            if (HasRoom(p) && SlotOf(patterns[p], p) is var slot && _crowdedSlots.ContainsKey(slot))
                MarkCrowded(p, patterns[p], slot);
        }

        foreach (var slot in _crowdedSlots.Keys)
            _loads[slot] = 1;
    }

    private void MarkCrowded(int index, string pattern, uint slot)
    {
        _crowded[index] = true;
        _crowdedSlots[slot] = Math.Max(_crowdedSlots.GetValueOrDefault(slot), pattern.Length - _anchors[index]);
    }
}
