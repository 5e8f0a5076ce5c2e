using System.Numerics;
using System.Runtime.Intrinsics;

namespace Qa.Rules.Matching.Phrases;

/// <summary>
/// The patterns of one character. They have no bigram to be found by, so they get a pass of their own over each block, and only
/// when there are any.
/// </summary>
/// <remarks>
/// The characters are dealt to eight groups, and for each of the four hex digits of a character a table of sixteen bytes says
/// which groups have a character with that digit there. Four shuffles look up sixteen characters; one whose four answers have a
/// group in common may be a member, and a bit set says whether it is. With a few dozen members hardly any other passes; with
/// thousands most do, and then most characters of a text are members anyway.
/// </remarks>
internal sealed unsafe class SingleCharacters
{
    private const int Digits = 4;

    private const int Groups = 8;

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
        singles.DealToGroups();
        return singles;
    }

    /// <summary>Adds the occurrences in <c>text[from..to)</c>; reads up to sixteen characters behind them.</summary>
    public void Scan(char* text, int from, int to, OccurrenceList into)
    {
        var (first, second, third, fourth) = (_groupsOfDigit[0], _groupsOfDigit[1], _groupsOfDigit[2], _groupsOfDigit[3]);
        var digit = Vector128.Create((byte)0x0F);
        for (var i = from; i < to; i += Vector128<byte>.Count)
        {
            var (left, right) = (Vector128.Load((ushort*)text + i), Vector128.Load((ushort*)text + i + 8));
            var low = Vector128.Narrow(left & Vector128.Create((ushort)0xFF), right & Vector128.Create((ushort)0xFF));
            var high = Vector128.Narrow(left >>> 8, right >>> 8);
            var groups = Vector128.ShuffleNative(first, low & digit)
                & Vector128.ShuffleNative(second, low >>> 4)
                & Vector128.ShuffleNative(third, high & digit)
                & Vector128.ShuffleNative(fourth, high >>> 4);
            if (groups != Vector128<byte>.Zero)
                Confirm(text, i, to, ~Vector128.Equals(groups, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF, into);
        }
    }

    private void Confirm(char* text, int position, int to, uint mask, OccurrenceList into)
    {
        for (; mask != 0; mask &= mask - 1)
        {
            var at = position + BitOperations.TrailingZeroCount(mask);
            var c = text[at];
            if (at < to && (_members[c >> 5] >> (c & 31) & 1) != 0)
                into.Add(_patterns[_before[c >> 5] + BitOperations.PopCount(_members[c >> 5] & ((1u << (c & 31)) - 1))], at);
        }
    }

    private void FillMembers()
    {
        foreach (var c in _characters)
            _members[c >> 5] |= 1u << (c & 31);
        for (var w = 1; w < _members.Length; w++)
            _before[w] = (ushort)(_before[w - 1] + BitOperations.PopCount(_members[w - 1]));
    }

    /// <summary>Neighbours share their first digits, so groups of neighbours have the fewest digits and let the least through.</summary>
    private void DealToGroups()
    {
        for (var i = 0; i < _characters.Length; i++)
        {
            var group = (byte)(1 << (int)((long)i * Groups / _characters.Length));
            for (var d = 0; d < Digits; d++)
            {
                var digit = (_characters[i] >> (4 * d)) & 0xF;
                _groupsOfDigit[d] = _groupsOfDigit[d].WithElement(digit, (byte)(_groupsOfDigit[d][digit] | group));
            }
        }
    }
}
