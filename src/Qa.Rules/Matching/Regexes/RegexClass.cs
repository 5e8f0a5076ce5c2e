using System.Collections.Immutable;

namespace Qa.Rules.Matching;

/// <summary>Reads the members of small plain character classes such as <c>[0-9x]</c>, so that their members can arm a pattern.</summary>
internal static class RegexClass
{
    /// <summary>Most members that are written out.</summary>
    public const int MaximumMembers = 16;

    /// <summary>The members of a class; none for one that is negated, large, or has escapes or other classes in it.</summary>
    /// <param name="inside">What stands between the brackets.</param>
    public static ImmutableArray<string> Members(ReadOnlySpan<char> inside)
    {
        if (inside.IsEmpty || inside[0] == '^' || inside.IndexOfAny("\\[]") >= 0)
            return [];
        var members = ImmutableArray.CreateBuilder<string>();
        for (var index = 0; index < inside.Length; index++)
        {
            var first = inside[index];
            var last = first;
            if (index + 2 < inside.Length && inside[index + 1] == '-')
            {
                last = inside[index + 2];
                index += 2;
            }

            if (last < first || last - first + members.Count >= MaximumMembers)
                return [];
            for (var member = (int)first; member <= last; member++)
                members.Add(((char)member).ToString());
        }

        return [.. members.Distinct(StringComparer.Ordinal)];
    }
}
