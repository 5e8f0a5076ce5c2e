using System.Runtime.CompilerServices;

namespace Qa.Rules.Matching.Phrases;

/// <summary>
/// The patterns by the slot of their anchor: what a candidate is compared with. A bucket is a slice of one array, so that
/// building is counting and filling.
/// </summary>
internal sealed class AnchorBuckets
{
    /// <summary>Longest body: two vectors of sixteen characters. Of a longer pattern the body is a part, and the automaton confirms it.</summary>
    public const int MaxBody = 32;

    /// <summary>Entries a bucket may have: its patterns, or one that stands for all that crowd there.</summary>
    public const int MaxEntries = AnchorPlan.BucketCapacity;

    /// <summary>Bits of a bucket's number of entries in <see cref="Buckets"/>.</summary>
    public const int CountBits = 3;

    private const int HeadLength = 4;

    private AnchorBuckets(int slotBits, int entries, int poolLength)
    {
        SlotBits = slotBits;
        Buckets = new uint[1 << slotBits];
        Entries = new AnchoredPattern[entries];
        Pool = new char[poolLength + MaxBody];
    }

    public int SlotBits { get; }

    /// <summary>For each slot its first entry, shifted by <see cref="CountBits"/>, and the number of its entries.</summary>
    public uint[] Buckets { get; }

    public AnchoredPattern[] Entries { get; }

    /// <summary>The bodies one after the other, and room to read a longest one everywhere.</summary>
    public char[] Pool { get; }

    public static AnchorBuckets Build(ReadOnlySpan<string> patterns, AnchorPlan plan)
    {
        var (entries, poolLength) = (plan.CrowdedSlots.Count, 0);
        for (var p = 0; p < patterns.Length; p++)
        {
            if (!plan.HasRoom(p))
                continue;
            entries++;
            poolLength += Math.Min(patterns[p].Length, MaxBody);
        }

        var buckets = new AnchorBuckets(plan.SlotBits, entries, poolLength);
        buckets.Divide(plan);
        buckets.Fill(patterns, plan);
        return buckets;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Divide(AnchorPlan plan)
    {
        var first = 0u;
        for (var slot = 0; slot < Buckets.Length; slot++)
        {
            Buckets[slot] = first << CountBits;
            first += plan.EntriesOf(slot);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(ReadOnlySpan<string> patterns, AnchorPlan plan)
    {
        var pool = 0;
        for (var p = 0; p < patterns.Length; p++)
        {
            if (!plan.HasRoom(p))
                continue;
            var (pattern, anchor) = (patterns[p], plan.AnchorOf(p));
            ref var entry = ref Next(plan.SlotOf(pattern, p));
            entry = Describe(p, pattern, anchor, pool);
            pattern.AsSpan(anchor - entry.Back, entry.Length).CopyTo(Pool.AsSpan(pool));
            pool += entry.Length;
        }

        foreach (var (slot, reach) in plan.CrowdedSlots)
            Next(slot) = new AnchoredPattern { Pattern = ~reach };
    }

    private ref AnchoredPattern Next(uint slot)
    {
        var bucket = Buckets[slot]++;
        return ref Entries[(bucket >> CountBits) + (bucket & ((1 << CountBits) - 1))];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static AnchoredPattern Describe(int index, string pattern, int anchor, int pool)
    {
        Span<char> head = stackalloc char[HeadLength];
        Span<char> mask = stackalloc char[HeadLength];
        head.Clear();
        mask.Clear();
        var headLength = Math.Min(HeadLength, pattern.Length - anchor);
        pattern.AsSpan(anchor, headLength).CopyTo(head);
        mask[..headLength].Fill(char.MaxValue);

        var isLong = pattern.Length > MaxBody;
        var bodyStart = isLong ? Math.Min(anchor, pattern.Length - MaxBody) : 0;
        return new AnchoredPattern
        {
            Head = Unsafe.As<char, ulong>(ref head[0]),
            HeadMask = Unsafe.As<char, ulong>(ref mask[0]),
            Pattern = isLong ? ~(pattern.Length - anchor) : index,
            Body = pool,
            Back = anchor - bodyStart,
            Length = Math.Min(pattern.Length, MaxBody),
        };
    }
}
