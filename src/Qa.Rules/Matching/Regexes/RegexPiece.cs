using System.Collections.Immutable;

namespace Qa.Rules.Matching;

/// <summary>What is known of a part of a pattern: its size, and literals that a match of the part must contain.</summary>
/// <param name="Exact">The only text that the part matches; null when there are several, or when it is not known.</param>
/// <param name="Required">What every match contains.</param>
/// <param name="Row">Where the part matches nothing but a few characters: those, and how many of them there are at least; else null.</param>
/// <param name="Size">Characters the part comes to with counted repeats written out.</param>
/// <param name="Least">Length of the shortest text that the part could match.</param>
internal readonly record struct RegexPiece(
    string? Exact, ImmutableArray<RequiredLiterals> Required, RequiredLiterals? Row, long Size, long Least)
{
    public static RegexPiece AnyCharacter { get; } = new(null, [], null, 1, 1);

    public static RegexPiece Nothing { get; } = new("", [], RequiredLiterals.EmptyRow, 0, 0);

    public static RegexPiece Literal(char character)
    {
        var literal = new RequiredLiterals([character.ToString()], 1);
        return new(character.ToString(), [literal], literal, 1, 1);
    }

    /// <summary>One character of a few; of any when <paramref name="members"/> is empty.</summary>
    public static RegexPiece OneOf(ImmutableArray<string> members)
    {
        var literal = new RequiredLiterals(members, 1);
        return members.IsEmpty ? AnyCharacter : new(null, [literal], literal, 1, 1);
    }

    /// <summary>One or the other: a match has a member of the best set of either.</summary>
    public RegexPiece Or(RegexPiece other)
    {
        ImmutableArray<RequiredLiterals> both = Required.IsEmpty || other.Required.IsEmpty
            ? []
            : [Best(Required).Or(Best(other.Required))];
        var row = Row is { } mine && other.Row is { } others ? mine.Or(others) : (RequiredLiterals?)null;
        return new(null, both, row, Size + other.Size, Math.Min(Least, other.Least));
    }

    public RegexPiece Repeated(int least, int most)
    {
        var row = Row is { } once ? once with { InARow = Times(once.InARow, least) } : (RequiredLiterals?)null;
        return new(
            least == 1 && most == 1 ? Exact : null,
            least == 0 ? [] : row is { InARow: > 1, Members.IsEmpty: false } longer ? [.. Required, longer] : Required,
            row,
            Times(Size, Math.Max(most, 1)),
            Times(Least, least));
    }

    // Repeats of repeats outgrow any number. What is over the bound of a whole pattern is refused however far it is over it,
    // and a lower bound on a match's length stays true when it is less.
    private static long Times(long size, int count) => Math.Min(size * count, LinearRegex.MaximumExpandedSize + 1);

    private static RequiredLiterals Best(ImmutableArray<RequiredLiterals> sets) =>
        sets.MaxBy(set => (set.LeastLength, set.InARow, -set.Members.Length));

    /// <summary>
    /// Pieces one after the other: runs of exact text grow together into longer literals, and pieces of few characters into longer rows.
    /// </summary>
    /// <param name="Run">The exact text that the pieces end with.</param>
    /// <param name="Row">The row that the pieces end with.</param>
    /// <param name="IsRow">There is nothing but the row.</param>
    internal readonly record struct Sequence(
        string Run, bool IsExact, RequiredLiterals Row, bool IsRow, ImmutableArray<RequiredLiterals> Required, long Size, long Least)
    {
        public static Sequence Empty { get; } = new("", true, RequiredLiterals.EmptyRow, true, [], 0, 0);

        public Sequence Then(RegexPiece piece)
        {
            var required = Required;
            var (run, isExact) = (Run + piece.Exact, IsExact);
            if (piece.Exact is null)
            {
                required = [.. WithRun(required), .. piece.Required];
                (run, isExact) = ("", false);
            }

            var (row, isRow) = (RequiredLiterals.EmptyRow, false);
            if (piece.Row is { } more && Row.Followed(more) is { } longer)
                (row, isRow) = (longer, IsRow);
            else
                required = WithRow(required);
            return new(run, isExact, row, isRow, required, Size + piece.Size, Least + piece.Least);
        }

        public RegexPiece ToPiece() => new(IsExact ? Run : null, WithRow(WithRun(Required)), IsRow ? Row : null, Size, Least);

        private ImmutableArray<RequiredLiterals> WithRun(ImmutableArray<RequiredLiterals> required) =>
            Run.Length == 0 ? required : [.. required, new([Run], 1)];

        // An exact run says more than the row of its characters.
        private ImmutableArray<RequiredLiterals> WithRow(ImmutableArray<RequiredLiterals> required) =>
            Row.InARow <= Math.Max(1, Run.Length) ? required : [.. required, Row];
    }
}
