using System.Runtime.Intrinsics;

namespace Qa.Rules.Matching.Phrases;

/// <summary>
/// Asks sixteen characters at a time whether they may belong to a small set, by four shuffles instead of sixteen lookups.
/// </summary>
/// <remarks>
/// Characters are scrambled by a multiplication, as Han characters differ little in their first digit, and the members are dealt
/// to eight groups. For each of the four hex digits of the product a table of sixteen bytes says which groups have a member with
/// that digit there. A character whose four answers have a group in common may be a member; any other is none. With a few dozen
/// members hardly any other character passes; with thousands most do, and then most of a text is members anyway.
/// </remarks>
internal sealed unsafe class DigitGroups
{
    private const int Groups = 8;

    private readonly ushort _scrambler;
    private readonly byte[][] _groupsOfDigit = [new byte[16], new byte[16], new byte[16], new byte[16]];

    /// <param name="scrambler">Odd, so that no two characters become one.</param>
    public DigitGroups(ReadOnlySpan<char> members, ushort scrambler)
    {
        _scrambler = scrambler;
        var scrambled = new ushort[members.Length];
        for (var i = 0; i < members.Length; i++)
            scrambled[i] = (ushort)(members[i] * scrambler);

        // Neighbours share their first digits, so groups of neighbours have the fewest digits and let the least through.
        Array.Sort(scrambled);
        for (var i = 0; i < scrambled.Length; i++)
        {
            var group = (byte)(1 << (int)((long)i * Groups / scrambled.Length));
            for (var d = 0; d < _groupsOfDigit.Length; d++)
                _groupsOfDigit[d][(scrambled[i] >> (4 * d)) & 0xF] |= group;
        }
    }

    /// <summary>Whether a character passes, as <see cref="Collect"/> has it.</summary>
    public bool Admits(char c)
    {
        var digits = (ushort)(c * _scrambler);
        return (_groupsOfDigit[0][digits & 0xF]
            & _groupsOfDigit[1][(digits >> 4) & 0xF]
            & _groupsOfDigit[2][(digits >> 8) & 0xF]
            & _groupsOfDigit[3][digits >> 12]) != 0;
    }

    /// <summary>
    /// Writes the positions from <paramref name="from"/> that pass, ascending; some may lie up to 32 behind
    /// <paramref name="to"/>. Returns their number.
    /// </summary>
    public int Collect(char* text, int from, int to, int* candidates)
    {
        var (first, second) = (Vector128.Create(_groupsOfDigit[0]), Vector128.Create(_groupsOfDigit[1]));
        var (third, fourth) = (Vector128.Create(_groupsOfDigit[2]), Vector128.Create(_groupsOfDigit[3]));
        var count = 0;
        for (var i = from; i < to; i += 2 * Vector128<byte>.Count)
        {
            var mask = Ask(text + i, first, second, third, fourth) | (Ask(text + i + 16, first, second, third, fourth) << 16);
            if (mask != 0)
                count += CandidateMask.WritePositions(mask, i, candidates + count);
        }

        return count;
    }

    private uint Ask(char* text, Vector128<byte> first, Vector128<byte> second, Vector128<byte> third, Vector128<byte> fourth)
    {
        var (digit, lowByte) = (Vector128.Create((byte)0x0F), Vector128.Create((ushort)0xFF));
        var left = Vector128.Load((ushort*)text) * _scrambler;
        var right = Vector128.Load((ushort*)text + 8) * _scrambler;
        var low = Vector128.Narrow(left & lowByte, right & lowByte);
        var high = Vector128.Narrow(left >>> 8, right >>> 8);
        var groups = Vector128.ShuffleNative(first, low & digit)
            & Vector128.ShuffleNative(second, low >>> 4)
            & Vector128.ShuffleNative(third, high & digit)
            & Vector128.ShuffleNative(fourth, high >>> 4);
        return ~Vector128.Equals(groups, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
    }
}
