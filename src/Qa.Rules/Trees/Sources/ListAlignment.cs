using System.Collections.Immutable;

namespace Qa.Rules.Trees.Sources;

/// <summary>
/// Which items of a list are still there in its successor, so that only the others are written: a longest common
/// subsequence of what the two lists have between their common beginning and end.
/// </summary>
internal static class ListAlignment
{
    // Above this many comparisons the middles count as wholly different: what is then written is right, only longer.
    private const int MostComparisons = 1_000_000;

    /// <summary>Index pairs of items that stay, in order.</summary>
    /// <param name="areNodes">Whether the items are categories and norms: these stay where their id does, whatever else changes.</param>
    public static ImmutableArray<(int Old, int New)> Of(ImmutableArray<DocumentNode> old, ImmutableArray<DocumentNode> @new, bool areNodes)
    {
        var pairs = ImmutableArray.CreateBuilder<(int, int)>();
        var shorter = Math.Min(old.Length, @new.Length);
        var (start, end) = (0, 0);
        while (start < shorter && Stays(old[start], @new[start], areNodes))
            start++;
        while (end < shorter - start && Stays(old[^(end + 1)], @new[^(end + 1)], areNodes))
            end++;
        for (var i = 0; i < start; i++)
            pairs.Add((i, i));
        AddMiddle(pairs, old[start..^end], @new[start..^end], start, areNodes);
        for (var i = end; i > 0; i--)
            pairs.Add((old.Length - i, @new.Length - i));
        return pairs.ToImmutable();
    }

    private static void AddMiddle(
        ImmutableArray<(int, int)>.Builder pairs, ImmutableArray<DocumentNode> old, ImmutableArray<DocumentNode> @new, int offset, bool areNodes)
    {
        if ((long)old.Length * @new.Length > MostComparisons)
            return;

        // Longest subsequence that the rests of both lists from (i, j) on have in common.
        var longest = new int[old.Length + 1, @new.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = @new.Length - 1; j >= 0; j--)
            {
                longest[i, j] = Stays(old[i], @new[j], areNodes)
                    ? longest[i + 1, j + 1] + 1
                    : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }

        for (var (i, j) = (0, 0); i < old.Length && j < @new.Length;)
        {
            if (Stays(old[i], @new[j], areNodes))
                pairs.Add((offset + i++, offset + j++));
            else if (longest[i + 1, j] >= longest[i, j + 1])
                i++;
            else
                j++;
        }
    }

    private static bool Stays(DocumentNode old, DocumentNode @new, bool areNodes) => areNodes && DocumentStep.IdOf(old) is { } id
        ? string.Equals(id, DocumentStep.IdOf(@new), StringComparison.Ordinal)
        : DocumentEquality.AreSame(old, @new);
}
