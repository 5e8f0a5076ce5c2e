using System.Numerics;

namespace Qa.Rules.Matching.Phrases;

/// <summary>
/// The patterns of one character: they have no bigram to be found by, so they are a set of characters, asked at every position,
/// and only when there are any.
/// </summary>
internal sealed class SingleCharacters
{
    private readonly int[] _before;
    private readonly int[] _patterns;

    private SingleCharacters(uint[] members, int[] before, int[] patterns) => (Members, _before, _patterns) = (members, before, patterns);

    /// <summary>A bit a character, highest first: character c is bit <c>31 - c % 32</c> of word <c>c / 32</c>.</summary>
    public uint[] Members { get; }

    public static SingleCharacters? Build(ReadOnlySpan<string> patterns)
    {
        var (members, count) = (new uint[(char.MaxValue + 1) / 32], 0);
        foreach (var pattern in patterns)
        {
            if (pattern.Length != 1)
                continue;
            members[pattern[0] >> 5] |= 0x8000_0000 >> (pattern[0] & 31);
            count++;
        }

        if (count == 0)
            return null;

        var before = new int[members.Length];
        for (var w = 1; w < members.Length; w++)
            before[w] = before[w - 1] + BitOperations.PopCount(members[w - 1]);

        var singles = new SingleCharacters(members, before, new int[count]);
        for (var p = 0; p < patterns.Length; p++)
        {
            if (patterns[p].Length == 1)
                singles._patterns[singles.Rank(patterns[p][0])] = p;
        }

        return singles;
    }

    public bool Contains(char c) => (int)(Members[c >> 5] << (c & 31)) < 0;

    /// <summary>The pattern that is this character; the character must be a member.</summary>
    public int PatternOf(char c) => _patterns[Rank(c)];

    private int Rank(char c) => _before[c >> 5] + BitOperations.PopCount(Members[c >> 5] & ~(uint.MaxValue >> (c & 31)));
}
