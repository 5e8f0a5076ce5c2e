using System.Collections.Immutable;

namespace Qa.Rules.Matching;

/// <summary>Literals that a text must contain for a pattern to match: members of a set, so many times in all.</summary>
/// <param name="Members">Not empty; none of them empty.</param>
/// <param name="Times">At how many places one of them must stand.</param>
internal readonly record struct RequiredLiterals(ImmutableArray<string> Members, long Times)
{
    /// <summary>Length of the shortest member: the longer it is, the rarer the set is found where the pattern does not match.</summary>
    public int LeastLength => Members.Min(member => member.Length);

    /// <summary>One set or the other.</summary>
    public RequiredLiterals Or(RequiredLiterals other) =>
        new([.. Members.Union(other.Members, StringComparer.Ordinal)], Math.Min(Times, other.Times));

    /// <summary>Makes sets with the same members one.</summary>
    public static IEnumerable<RequiredLiterals> Merge(IEnumerable<RequiredLiterals> sets) => sets
        .GroupBy(set => string.Join('\0', set.Members), StringComparer.Ordinal)
        .Select(same => new RequiredLiterals(same.First().Members, same.Sum(set => set.Times)));
}
