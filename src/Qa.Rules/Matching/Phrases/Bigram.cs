using System.Runtime.CompilerServices;

namespace Qa.Rules.Matching.Phrases;

/// <summary>
/// Two neighbouring characters as they stand in memory, and the slot of the filter they belong to. A slot is a hash: different
/// bigrams may share one, which costs a check and never a result.
/// </summary>
internal static class Bigram
{
    /// <summary>Odd and near 2^32 divided by the golden ratio, so that neighbouring code points are spread evenly.</summary>
    public const uint Multiplier = 0x9E3779B1;

    public const int MinSlotBits = 13;

    public const int MaxSlotBits = 17;

    /// <summary>The bigram at a place of a pattern that is not its last character.</summary>
    public static uint At(ref readonly char first, int offset) =>
        Unsafe.ReadUnaligned<uint>(ref Unsafe.As<char, byte>(ref Unsafe.Add(ref Unsafe.AsRef(in first), offset)));

    public static uint Slot(uint bigram, int slotBits) => (bigram * Multiplier) >> (32 - slotBits);

    /// <summary>
    /// About sixteen slots a pattern: fewer let too much text through, more no longer fit the caches near the processor.
    /// </summary>
    public static int SlotBitsFor(int patterns)
    {
        var bits = MinSlotBits;
        while (bits < MaxSlotBits && 1 << bits < patterns * 16L)
            bits++;
        return bits;
    }
}
