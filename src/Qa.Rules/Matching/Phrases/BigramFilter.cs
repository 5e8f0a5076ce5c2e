using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Qa.Rules.Matching.Phrases;

/// <summary>
/// Says at which characters of a text a pattern's anchor may stand, without a branch that could be guessed wrong: one byte a
/// slot, with a bit for each eighth of the characters that may follow the anchor. Nearly all text ends here.
/// </summary>
/// <remarks>
/// A block goes through three short loops instead of one long one: all slots (vectors), all bytes of the table (plain loads, of
/// which the processor has many under way at once), all answers (vectors). Vector gathers instead of the plain loads were a
/// quarter slower where they are fast, and are very slow on some processors.
/// </remarks>
internal sealed unsafe class BigramFilter
{
    /// <summary>Most positions that <see cref="Collect"/> takes at a time, so that its buffers stay in the nearest cache.</summary>
    public const int BlockLength = 512;

    /// <summary>Room for candidates that a block needs: they are written ahead and then counted.</summary>
    public const int CandidateRoom = BlockLength + CandidateMask.WrittenAhead;

    private const int Stride = 32;

    private const byte AnyThird = 0xFF;

    private readonly byte[] _table;
    private readonly int _slotBits;

    private BigramFilter(int slotBits) => (_slotBits, _table) = (slotBits, new byte[1 << slotBits]);

    /// <summary>The bit of each eighth of the characters, twice, as a shuffle looks it up.</summary>
    private static Vector128<byte> ThirdBits => Vector128.Create(1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, (byte)128);

    public static BigramFilter Build(ReadOnlySpan<string> patterns, AnchorPlan plan)
    {
        var filter = new BigramFilter(plan.SlotBits);
        for (var p = 0; p < patterns.Length; p++)
        {
            var (pattern, anchor) = (patterns[p], plan.AnchorOf(p));
            if (anchor < 0)
                continue;
            var third = anchor + 2 < pattern.Length ? (byte)(1 << (pattern[anchor + 2] & 7)) : AnyThird;
            filter._table[plan.SlotOf(pattern, p)] |= third;
        }

        return filter;
    }

    /// <summary>
    /// Writes the positions from <paramref name="from"/> that may hold an anchor, ascending; some may lie up to
    /// <see cref="Stride"/> behind <paramref name="to"/>. Returns their number.
    /// </summary>
    [SkipLocalsInit]
    public int Collect(char* text, int from, int to, int* candidates)
    {
        var slots = stackalloc uint[BlockLength];
        var bytes = stackalloc byte[BlockLength];
        var length = (to - from + Stride - 1) & -Stride;
        HashBigrams(text + from, length, slots);
        fixed (byte* table = _table)
            LookUp(table, slots, length, bytes);

        var count = 0;
        for (var i = 0; i < length; i += Stride)
        {
            var mask = TestThirds(text + from + i, bytes + i) | (TestThirds(text + from + i + 16, bytes + i + 16) << 16);
            count += CandidateMask.WritePositions(mask, from + i, candidates + count);
        }

        return count;
    }

    /// <summary>Of every sixteen slots, those of even positions come first: both halves are the text itself, read as pairs.</summary>
    private void HashBigrams(char* text, int length, uint* slots)
    {
        var shift = 32 - _slotBits;
        var multiplier = Vector256.Create(Bigram.Multiplier);
        for (var i = 0; i < length; i += 16)
        {
            ((Vector256.Load((uint*)(text + i)) * multiplier) >>> shift).Store(slots + i);
            ((Vector256.Load((uint*)(text + i + 1)) * multiplier) >>> shift).Store(slots + i + 8);
        }
    }

    private static void LookUp(byte* table, uint* slots, int length, byte* bytes)
    {
        for (var i = 0; i < length; i += 16)
        {
            var even = slots + i;
            var odd = even + 8;
            var into = bytes + i;
            for (var k = 0; k < 8; k += 4)
            {
                into[2 * k] = table[even[k]];
                into[2 * k + 1] = table[odd[k]];
                into[2 * k + 2] = table[even[k + 1]];
                into[2 * k + 3] = table[odd[k + 1]];
                into[2 * k + 4] = table[even[k + 2]];
                into[2 * k + 5] = table[odd[k + 2]];
                into[2 * k + 6] = table[even[k + 3]];
                into[2 * k + 7] = table[odd[k + 3]];
            }
        }
    }

    /// <summary>A bit for each of sixteen positions: whether the character after the bigram is one the slot's byte admits.</summary>
    private static uint TestThirds(char* text, byte* bytes)
    {
        var seven = Vector128.Create((ushort)7);
        var thirds = Vector128.Narrow(Vector128.Load((ushort*)text + 2) & seven, Vector128.Load((ushort*)text + 10) & seven);
        var admitted = Vector128.Load(bytes) & Vector128.ShuffleNative(ThirdBits, thirds);
        return ~Vector128.Equals(admitted, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
    }
}
