using System.Collections.Immutable;

namespace Qa.Rules.Matching;

/// <summary>What is known of a part of a pattern: its size, and literals that a match of the part must contain.</summary>
/// <param name="Exact">The only text that the part matches; null when there are several, or when it is not known.</param>
/// <param name="Required">What every match contains.</param>
/// <param name="Size">Characters the part comes to with counted repeats written out.</param>
/// <param name="Least">Length of the shortest text that the part could match.</param>
/// <param name="IsMember">What the part matches is always exactly one member of its only required set.</param>
internal readonly record struct RegexPiece(
    string? Exact, ImmutableArray<RequiredLiterals> Required, long Size, long Least, bool IsMember = false)
{
    public static RegexPiece AnyCharacter { get; } = new(null, [], 1, 1);

    public static RegexPiece Nothing { get; } = new("", [], 0, 0);

    public static RegexPiece Literal(char character) => new(character.ToString(), [new([character.ToString()], 1)], 1, 1, IsMember: true);

    /// <summary>One character of a few; of any when <paramref name="members"/> is empty.</summary>
    public static RegexPiece OneOf(ImmutableArray<string> members) => new(null, members.IsEmpty ? [] : [new(members, 1)], 1, 1, IsMember: !members.IsEmpty);

    /// <summary>One or the other: a match has a member of the best set of either.</summary>
    public RegexPiece Or(RegexPiece other)
    {
        ImmutableArray<RequiredLiterals> both = Required.IsEmpty || other.Required.IsEmpty
            ? []
            : [Best(Required).Or(Best(other.Required))];
        return new(null, both, Size + other.Size, Math.Min(Least, other.Least), IsMember && other.IsMember);
    }

    public RegexPiece Repeated(int least, int most)
    {
        var once = least == 1 && most == 1;
        ImmutableArray<RequiredLiterals> required = least == 0 ? [] : IsMember ? [Required[0].Repeated(least)] : Required;
        return new(once ? Exact : null, required, Size * Math.Max(most, 1), Least * least, once && IsMember);
    }

    private static RequiredLiterals Best(ImmutableArray<RequiredLiterals> sets) =>
        sets.MaxBy(set => (set.LeastLength, set.InARow, -set.Members.Length));

    /// <summary>Pieces one after the other; runs of exact text grow together into longer literals.</summary>
    internal readonly record struct Sequence(string Run, bool IsExact, ImmutableArray<RequiredLiterals> Required, long Size, long Least)
    {
        public static Sequence Empty { get; } = new("", true, [], 0, 0);

        public Sequence Then(RegexPiece piece)
        {
            var (size, least) = (Size + piece.Size, Least + piece.Least);
            return piece.Exact is { } exact
                ? new(Run + exact, IsExact, Required, size, least)
                : new("", false, [.. RequiredWithRun(), .. piece.Required], size, least);
        }

        public RegexPiece ToPiece() => new(IsExact ? Run : null, RequiredWithRun(), Size, Least, IsExact && Run.Length > 0);

        private ImmutableArray<RequiredLiterals> RequiredWithRun() => Run.Length == 0 ? Required : [.. Required, new([Run], 1)];
    }
}
