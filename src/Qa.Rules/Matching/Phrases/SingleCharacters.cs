using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Qa.Rules.Matching.Phrases;

/// <summary>
/// The patterns of one character. They have no bigram to be found by, so they get a pass of their own over each block, and only
/// when there are any.
/// </summary>
internal sealed unsafe class SingleCharacters
{
    /// <summary>Characters of the patterns by which the scramblers are compared.</summary>
    private const int SampleLength = 4_096;

    private readonly DigitGroups _groups;
    private readonly int[] _patterns;
    private readonly uint[] _members = new uint[(char.MaxValue + 1) / 32];

    // For each word of the members, how many there are before it: so a member's rank, and by it its pattern, is found.
    private readonly ushort[] _before = new ushort[(char.MaxValue + 1) / 32];

    private SingleCharacters(char[] members, int[] patterns, ReadOnlySpan<char> sample)
    {
        Array.Sort(members, patterns);
        _patterns = patterns;
        foreach (var c in members)
            _members[c >> 5] |= 1u << (c & 31);
        for (var w = 1; w < _members.Length; w++)
            _before[w] = (ushort)(_before[w - 1] + BitOperations.PopCount(_members[w - 1]));
        _groups = ChooseGroups(members, sample);
    }

    /// <returns>Null when there is no pattern of one character.</returns>
    public static SingleCharacters? Build(ReadOnlySpan<string> patterns)
    {
        var (members, indices) = (new List<char>(), new List<int>());
        for (var p = 0; p < patterns.Length; p++)
        {
            if (patterns[p].Length != 1)
                continue;
            members.Add(patterns[p][0]);
            indices.Add(p);
        }

        return members.Count == 0 ? null : new SingleCharacters([.. members], [.. indices], CollectionsMarshal.AsSpan(Sample(patterns)));
    }

    /// <summary>Adds the occurrences in <c>text[from..to)</c>, a block; reads up to 32 characters behind them.</summary>
    [SkipLocalsInit]
    public void Scan(char* text, int from, int to, OccurrenceList into)
    {
        var candidates = stackalloc int[BigramFilter.CandidateRoom];
        var count = _groups.Collect(text, from, to, candidates);
        for (var i = 0; i < count; i++)
            Confirm(text, candidates[i], to, into);
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

    private static List<char> Sample(ReadOnlySpan<string> patterns)
    {
        var sample = new List<char>(SampleLength);
        var stride = Math.Max(1, patterns.Length * 4 / SampleLength);
        for (var p = 0; p < patterns.Length && sample.Count < SampleLength; p += stride)
            sample.AddRange(patterns[p].AsSpan(0, Math.Min(patterns[p].Length, SampleLength - sample.Count)));
        return sample;
    }

    /// <summary>
    /// Which characters pass without being members is luck of the scrambler, and a common one that does is costly. Phrases are
    /// made of the characters of the texts, so the scrambler that lets the fewest of theirs through is the one.
    /// </summary>
    private DigitGroups ChooseGroups(char[] members, ReadOnlySpan<char> sample)
    {
        var (best, fewest) = ((DigitGroups?)null, int.MaxValue);
        foreach (ushort scrambler in (ReadOnlySpan<ushort>)[0x2545, 0x6C8F, 0x9E37, 0x79B1, 0xE995, 0x85EB, 0xC2B3, 0x1B57])
        {
            var groups = new DigitGroups(members, scrambler);
            var passed = 0;
            foreach (var c in sample)
                passed += groups.Admits(c) && (_members[c >> 5] >> (c & 31) & 1) == 0 ? 1 : 0;
            if (passed < fewest)
                (best, fewest) = (groups, passed);
        }

        return best!;
    }
}
