using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Qa.Rules.Matching.Phrases;

/// <summary>
/// The patterns of one character. They have no bigram to be found by, so they get a pass of their own over each block, and only
/// when there are any.
/// </summary>
/// <remarks>
/// Characters are scrambled by a multiplication, as Han characters differ little in their first digit, and dealt to eight groups.
/// For each of the four hex digits of the product a table of sixteen bytes says which groups have a member with that digit there.
/// Four shuffles look up sixteen characters; one whose four answers have a group in common may be a member, and a bit set says
/// whether it is. With a few dozen members hardly any other passes; with thousands most do, and then most of a text is members.
/// </remarks>
internal sealed unsafe class SingleCharacters
{
    private const int Digits = 4;

    private const int Groups = 8;

    /// <summary>Odd, so that no two characters become one.</summary>
    private const ushort Scrambler = 0x9E37;

    private readonly Vector128<byte>[] _groupsOfDigit = new Vector128<byte>[Digits];
    private readonly char[] _characters;
    private readonly int[] _patterns;
    private readonly uint[] _members = new uint[(char.MaxValue + 1) / 32];

    // For each word of the members, how many there are before it: so a member's rank, and by it its pattern, is found.
    private readonly ushort[] _before = new ushort[(char.MaxValue + 1) / 32];

    private SingleCharacters(char[] characters, int[] patterns) => (_characters, _patterns) = (characters, patterns);

    /// <returns>Null when there is no pattern of one character.</returns>
    public static SingleCharacters? Build(ReadOnlySpan<string> patterns)
    {
        var (characters, indices) = (new List<char>(), new List<int>());
        for (var p = 0; p < patterns.Length; p++)
        {
            if (patterns[p].Length != 1)
                continue;
            characters.Add(patterns[p][0]);
            indices.Add(p);
        }

        if (characters.Count == 0)
            return null;
        var singles = new SingleCharacters([.. characters], [.. indices]);
        Array.Sort(singles._characters, singles._patterns);
        singles.FillMembers();
        singles.DealToGroups([.. characters.Select(c => (ushort)(c * Scrambler)).Order()]);
        return singles;
    }

    /// <summary>Adds the occurrences in <c>text[from..to)</c>, a block; reads up to 32 characters behind them.</summary>
    [SkipLocalsInit]
    public void Scan(char* text, int from, int to, OccurrenceList into)
    {
        var candidates = stackalloc int[BigramFilter.CandidateRoom];
        var (first, second, third, fourth) = (_groupsOfDigit[0], _groupsOfDigit[1], _groupsOfDigit[2], _groupsOfDigit[3]);
        var count = 0;
        for (var i = from; i < to; i += 2 * Vector128<byte>.Count)
        {
            var mask = Ask(text + i, first, second, third, fourth) | (Ask(text + i + 16, first, second, third, fourth) << 16);
            if (mask != 0)
                count += CandidateMask.WritePositions(mask, i, candidates + count);
        }

        for (var i = 0; i < count; i++)
            Confirm(text, candidates[i], to, into);
    }

    /// <summary>A bit for each of sixteen characters: whether its four digits have a group in common.</summary>
    private static uint Ask(char* text, Vector128<byte> first, Vector128<byte> second, Vector128<byte> third, Vector128<byte> fourth)
    {
        var (digit, lowByte) = (Vector128.Create((byte)0x0F), Vector128.Create((ushort)0xFF));
        var left = Vector128.Load((ushort*)text) * Scrambler;
        var right = Vector128.Load((ushort*)text + 8) * Scrambler;
        var low = Vector128.Narrow(left & lowByte, right & lowByte);
        var high = Vector128.Narrow(left >>> 8, right >>> 8);
        var groups = Vector128.ShuffleNative(first, low & digit)
            & Vector128.ShuffleNative(second, low >>> 4)
            & Vector128.ShuffleNative(third, high & digit)
            & Vector128.ShuffleNative(fourth, high >>> 4);
        return ~Vector128.Equals(groups, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
    }

    /// <summary>Adds first and takes back what is no member, as whether one is cannot be guessed.</summary>
    private void Confirm(char* text, int position, int to, OccurrenceList into)
    {
        var c = text[position];
        var (word, bit) = (_members[c >> 5], 1u << (c & 31));
        var rank = _before[c >> 5] + BitOperations.PopCount(word & (bit - 1));
        into.Add(_patterns[Math.Min(rank, _patterns.Length - 1)], position);
        into.Count -= position < to ? (int)(~word >> (c & 31) & 1) : 1;
    }

    private void FillMembers()
    {
        foreach (var c in _characters)
            _members[c >> 5] |= 1u << (c & 31);
        for (var w = 1; w < _members.Length; w++)
            _before[w] = (ushort)(_before[w - 1] + BitOperations.PopCount(_members[w - 1]));
    }

    /// <summary>Neighbours share their first digits, so groups of neighbours have the fewest digits and let the least through.</summary>
    private void DealToGroups(ushort[] scrambled)
    {
        for (var i = 0; i < scrambled.Length; i++)
        {
            var group = (byte)(1 << (int)((long)i * Groups / scrambled.Length));
            for (var d = 0; d < Digits; d++)
            {
                var digit = (scrambled[i] >> (4 * d)) & 0xF;
                _groupsOfDigit[d] = _groupsOfDigit[d].WithElement(digit, (byte)(_groupsOfDigit[d][digit] | group));
            }
        }
    }
}
