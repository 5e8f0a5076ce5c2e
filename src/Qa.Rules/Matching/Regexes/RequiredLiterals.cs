using System.Collections.Immutable;

namespace Qa.Rules.Matching;

/// <summary>Literals that a text must contain for a pattern to match: members of a set, so many of them in a row.</summary>
/// <param name="Members">Not empty, but for <see cref="EmptyRow"/>; none of them empty.</param>
/// <param name="InARow">How many must follow each other directly; more than 1 only where all members are single characters.</param>
internal readonly record struct RequiredLiterals(ImmutableArray<string> Members, long InARow)
{
    /// <summary>Length of the shortest member: the longer it is, the rarer the set is found where the pattern does not match.</summary>
    public int LeastLength => Members.Min(member => member.Length);

    /// <summary>One set or the other.</summary>
    public RequiredLiterals Or(RequiredLiterals other) =>
        new([.. Members.Union(other.Members, StringComparer.Ordinal)], Math.Min(InARow, other.InARow));

    /// <summary>A row of no characters, which every text has.</summary>
    public static RequiredLiterals EmptyRow { get; } = new([], 0);

    /// <summary>This row and another directly after it; null when together they would be of too many different characters.</summary>
    public RequiredLiterals? Followed(RequiredLiterals next)
    {
        var both = Or(next);
        return both.Members.Length > RegexClass.MaximumMembers ? null : both with { InARow = InARow + next.InARow };
    }

    /// <summary>Makes sets with the same members one.</summary>
    public static IEnumerable<RequiredLiterals> Merge(IEnumerable<RequiredLiterals> sets) => sets
        .GroupBy(set => string.Join('\0', set.Members), StringComparer.Ordinal)
        .Select(same => same.MaxBy(set => set.InARow));
}
