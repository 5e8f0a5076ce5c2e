namespace Qa.Rules.Matching.Phrases;

/// <summary>
/// The patterns by the slot of their anchor: what a candidate is compared with. A bucket is a slice of one array, so that
/// building is counting and filling, and looking up is two neighbouring numbers.
/// </summary>
internal sealed class AnchorBuckets
{
    /// <summary>Longest body: two vectors of sixteen characters. Of a longer pattern the body is a part, and the automaton confirms it.</summary>
    public const int MaxBody = 32;

    private const int HeadLength = 4;

    private AnchorBuckets(int slotBits, int[] starts, AnchoredPattern[] entries, char[] pool, int[]? reaches) =>
        (SlotBits, Starts, Entries, Pool, Reaches) = (slotBits, starts, entries, pool, reaches);

    public int SlotBits { get; }

    /// <summary>Where each slot's entries start; one longer than there are slots.</summary>
    public int[] Starts { get; }

    public AnchoredPattern[] Entries { get; }

    /// <summary>The bodies, one after the other.</summary>
    public char[] Pool { get; }

    /// <summary>
    /// For each slot that patterns of the automaton are anchored in, how far behind the anchor the farthest of them ends;
    /// 0 for other slots, and null when there is no such slot.
    /// </summary>
    public int[]? Reaches { get; }

    public static AnchorBuckets Build(ReadOnlySpan<string> patterns, AnchorPlan plan)
    {
        var starts = new int[(1 << plan.SlotBits) + 1];
        var (entries, poolLength, crowded) = (0, 0, false);
        for (var p = 0; p < patterns.Length; p++)
        {
            if (plan.AnchorOf(p) < 0)
                continue;
            if (plan.IsCrowded(p))
            {
                crowded = true;
                continue;
            }

            starts[SlotOf(patterns[p], plan, p) + 1]++;
            entries++;
            poolLength += Math.Min(patterns[p].Length, MaxBody);
        }

        for (var s = 1; s < starts.Length; s++)
            starts[s] += starts[s - 1];

        var reaches = crowded ? new int[1 << plan.SlotBits] : null;
        var buckets = new AnchorBuckets(plan.SlotBits, starts, new AnchoredPattern[entries], new char[poolLength], reaches);
        buckets.Fill(patterns, plan);
        return buckets;
    }

    private static uint SlotOf(string pattern, AnchorPlan plan, int index) =>
        Bigram.Slot(Bigram.At(in pattern.GetPinnableReference(), plan.AnchorOf(index)), plan.SlotBits);

    private void Fill(ReadOnlySpan<string> patterns, AnchorPlan plan)
    {
        var filled = new byte[1 << SlotBits];
        var pool = 0;
        for (var p = 0; p < patterns.Length; p++)
        {
            var (pattern, anchor) = (patterns[p], plan.AnchorOf(p));
            if (anchor < 0)
                continue;
            var slot = SlotOf(pattern, plan, p);
            if (plan.IsCrowded(p))
            {
                Reaches![slot] = Math.Max(Reaches[slot], pattern.Length - anchor);
                continue;
            }

            ref var entry = ref Entries[Starts[slot] + filled[slot]++];
            entry = Describe(p, pattern, anchor, pool);
            pattern.AsSpan(anchor - entry.Back, entry.Length).CopyTo(Pool.AsSpan(pool));
            pool += entry.Length;
        }
    }

    private static AnchoredPattern Describe(int index, string pattern, int anchor, int pool)
    {
        Span<char> head = stackalloc char[HeadLength];
        head.Clear();
        var headLength = Math.Min(HeadLength, pattern.Length - anchor);
        pattern.AsSpan(anchor, headLength).CopyTo(head);
        var headShift = (HeadLength - headLength) * 16;

        var isLong = pattern.Length > MaxBody;
        var bodyStart = isLong ? Math.Min(anchor, pattern.Length - MaxBody) : 0;
        return new AnchoredPattern
        {
            Head = CandidateCheck.ShiftHead(CandidateCheck.ReadHead(in head[0]), headShift),
            HeadShift = (byte)headShift,
            Pattern = isLong ? ~(pattern.Length - anchor) : index,
            Body = pool,
            Back = (byte)(anchor - bodyStart),
            Length = (byte)Math.Min(pattern.Length, MaxBody),
            HeadIsAll = anchor == 0 && headLength == pattern.Length,
        };
    }
}
