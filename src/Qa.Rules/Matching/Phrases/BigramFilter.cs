using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Qa.Rules.Matching.Phrases;

/// <summary>
/// Says at which characters of a text a pattern's anchor may stand, without a branch and without a miss: one byte a slot, with a
/// bit for each eighth of the characters that may follow the anchor. Nearly all text ends here.
/// </summary>
internal sealed unsafe class BigramFilter
{
    /// <summary>Room that <see cref="Collect"/> needs beyond one place a position: it writes candidates ahead and then counts them.</summary>
    public const int CandidateSlack = 64;

    private const int Stride = 32;

    /// <summary>A vector load of four bytes has the wanted byte last, which is the most significant one.</summary>
    private const int LeadBytes = 3;

    private const byte AnyThird = 0xFF;

    private readonly byte[] _table;
    private readonly int _slotBits;
    private readonly bool _useVectors;

    private BigramFilter(int slotBits, bool useVectors) =>
        (_slotBits, _useVectors, _table) = (slotBits, useVectors, new byte[(1 << slotBits) + LeadBytes]);

    /// <param name="useVectors">False for the portable loop also where the processor could do better.</param>
    public static BigramFilter Build(ReadOnlySpan<string> patterns, AnchorPlan plan, bool useVectors)
    {
        var filter = new BigramFilter(plan.SlotBits, useVectors && Avx2.IsSupported);
        for (var p = 0; p < patterns.Length; p++)
        {
            var (pattern, anchor) = (patterns[p], plan.AnchorOf(p));
            if (anchor < 0)
                continue;
            var slot = Bigram.Slot(Bigram.At(in pattern.GetPinnableReference(), anchor), plan.SlotBits);
            filter._table[slot + LeadBytes] |= anchor + 2 < pattern.Length ? ThirdBit(pattern[anchor + 2]) : AnyThird;
        }

        return filter;
    }

    /// <summary>
    /// Writes the positions from <paramref name="from"/> that may hold an anchor or a single character, ascending; some may lie
    /// behind <paramref name="to"/>, but less than <see cref="Stride"/>. Returns their number.
    /// </summary>
    public int Collect(char* text, int from, int to, SingleCharacters? singles, int* candidates)
    {
        fixed (byte* table = _table)
        {
            if (!_useVectors)
                return CollectPortably(text, from, to, table + LeadBytes, singles, candidates);
            if (singles is null)
                return CollectVectors(text, from, to, table, null, candidates);
            fixed (uint* members = singles.Members)
                return CollectVectors(text, from, to, table, members, candidates);
        }
    }

    /// <summary>The bit of a slot's byte, highest first, so that shifting left by the character brings it to the top.</summary>
    private static byte ThirdBit(char third) => (byte)(0x80 >> (third & 7));

    private int CollectPortably(char* text, int from, int to, byte* table, SingleCharacters? singles, int* candidates)
    {
        var count = 0;
        for (var i = from; i < to; i++)
        {
            var slot = Bigram.Slot(*(uint*)(text + i), _slotBits);
            candidates[count] = i;
            var hit = (table[slot] >> (7 - (text[i + 2] & 7))) & 1;
            if (singles is not null && singles.Contains(text[i]))
                hit = 1;
            count += hit;
        }

        return count;
    }

    private int CollectVectors(char* text, int from, int to, byte* table, uint* singles, int* candidates)
    {
        var shift = 32 - _slotBits;
        var count = 0;
        for (var i = from; i < to; i += Stride)
        {
            // INVARIANT: signed saturation keeps the sign of every 16-bit lane, which is all that is read of it.
            var near = Lookup(text + i, table, singles, shift);
            var far = Lookup(text + i + Vector256<ushort>.Count, table, singles, shift);
            var packed = Avx2.PackSignedSaturate(near, far);
            var mask = Avx2.Permute4x64(packed.AsInt64(), 0b11_01_10_00).AsByte().ExtractMostSignificantBits();
            count += Flatten(mask, i, candidates + count);
        }

        return count;
    }

    /// <summary>Sixteen positions; a lane is negative where the position passes.</summary>
    private static Vector256<short> Lookup(char* text, byte* table, uint* singles, int shift)
    {
        var first = Vector256.Load((ushort*)text);
        var even = LookupEven(first.AsUInt32(), Vector256.Load((uint*)(text + 2)), table, shift);
        var odd = LookupEven(Vector256.Load((uint*)(text + 1)), Vector256.Load((uint*)(text + 3)), table, shift);
        if (singles != null)
        {
            even |= LookupSingle(first.AsUInt32() & Vector256.Create(0xFFFFu), singles);
            odd |= LookupSingle(first.AsUInt32() >>> 16, singles);
        }

        return Avx2.Blend((even >>> 16).AsInt16(), odd.AsInt16(), 0b1010_1010);
    }

    /// <summary>Eight bigrams, each in a lane of its own; the lane's top bit is the filter's answer.</summary>
    private static Vector256<uint> LookupEven(Vector256<uint> bigrams, Vector256<uint> thirds, byte* table, int shift)
    {
        var slots = (bigrams * Vector256.Create(Bigram.Multiplier)) >>> shift;
        var bytes = Avx2.GatherVector256((uint*)table, slots.AsInt32(), 1);
        return Avx2.ShiftLeftLogicalVariable(bytes, thirds & Vector256.Create(7u));
    }

    private static Vector256<uint> LookupSingle(Vector256<uint> characters, uint* singles)
    {
        var words = Avx2.GatherVector256(singles, (characters >>> 5).AsInt32(), 4);
        return Avx2.ShiftLeftLogicalVariable(words, characters & Vector256.Create(31u));
    }

    /// <summary>
    /// Writes the places of the set bits. Four are written whether there are as many or not: a branch on "any?" would be guessed
    /// wrong too often, a branch on "more than four?" hardly ever is.
    /// </summary>
    private static int Flatten(uint mask, int position, int* candidates)
    {
        var count = BitOperations.PopCount(mask);
        for (var written = 0; ;)
        {
            for (var k = 0; k < 4; k++)
            {
                candidates[written + k] = position + BitOperations.TrailingZeroCount(mask);
                mask &= mask - 1;
            }

            written += 4;
            if (written >= count)
                return count;
        }
    }
}
