namespace Qa.Rules.Matching;

/// <summary>
/// Finds the <em>pieces</em> of norm-tree.md §2 in a stretch: the shortest parts whose NFKC does not depend on their
/// neighbours. A stretch is often one piece; <c>中ㅏ</c> is two, because the vowel could compose with what stands before it
/// but does not with 中.
/// </summary>
/// <remarks>
/// A cut is right where no result was made from both of its sides and the results of the left side all come first. Then either
/// side, alone, normalises as it does here: what composes across a cut would be made from both sides. A character of
/// combining class other than 0 is never cut off from what it follows, also where it changes nothing.
/// </remarks>
internal static class PieceFinder
{
    /// <summary>The original from <paramref name="Start"/> to <paramref name="End"/>, and the results that it became.</summary>
    internal readonly record struct Piece(int Start, int End, int FirstUnit, int EndUnit);

    public static List<Piece> Find(ReadOnlySpan<char> text, int start, int end, ReadOnlySpan<StretchNormaliser.Unit> units)
    {
        // The earliest original position that any result from here on comes from.
        var earliest = new int[units.Length];
        for (var (index, least) = (units.Length - 1, end); index >= 0; index--)
            earliest[index] = least = Math.Min(least, units[index].Start);

        var pieces = new List<Piece>();
        var pieceStart = start;
        var firstUnit = 0;
        for (var (index, latest) = (1, units[0].End); index < units.Length; index++)
        {
            var cut = earliest[index];
            if (latest <= cut && CharacterData.Instance.CombiningClass(Utf16.CodePointAt(text, cut, out _)) == 0)
            {
                pieces.Add(new Piece(pieceStart, cut, firstUnit, index));
                pieceStart = cut;
                firstUnit = index;
            }

            latest = Math.Max(latest, units[index].End);
        }

        pieces.Add(new Piece(pieceStart, end, firstUnit, units.Length));
        return pieces;
    }
}
