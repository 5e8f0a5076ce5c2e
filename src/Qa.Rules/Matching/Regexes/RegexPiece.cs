using System.Collections.Immutable;

namespace Qa.Rules.Matching;

/// <summary>What is known of a part of a pattern: its size and literals of which every match of the part contains one.</summary>
/// <param name="Exact">The only text that the part matches; null when there are several, or when it is not known.</param>
/// <param name="Literals">Every match contains one of them; empty when none are known. Never contains an empty string.</param>
/// <param name="Size">Characters the part comes to with counted repeats written out.</param>
internal readonly record struct RegexPiece(string? Exact, ImmutableArray<string> Literals, long Size)
{
    public static RegexPiece AnyCharacter { get; } = new(null, [], 1);

    public static RegexPiece Nothing { get; } = new("", [], 0);

    public static RegexPiece Literal(char character) => new(character.ToString(), [character.ToString()], 1);

    public RegexPiece Or(RegexPiece other)
    {
        var both = Literals.IsEmpty || other.Literals.IsEmpty
            ? ImmutableArray<string>.Empty
            : [.. Literals.Union(other.Literals, StringComparer.Ordinal)];
        return new(null, both, Size + other.Size);
    }

    public RegexPiece Repeated(int least, int most) => new(
        least == 1 && most == 1 ? Exact : null,
        least == 0 ? [] : Literals,
        Size * Math.Max(most, 1));

    /// <summary>Pieces one after the other; runs of exact text grow together into longer literals.</summary>
    internal readonly record struct Sequence(string Run, bool IsExact, ImmutableArray<string> Best, long Size)
    {
        public static Sequence Empty { get; } = new("", true, [], 0);

        public Sequence Then(RegexPiece piece)
        {
            var size = Size + piece.Size;
            if (piece.Exact is { } exact)
                return new(Run + exact, IsExact, Best, size);
            return new("", false, Better(Better(Best, Run), piece.Literals), size);
        }

        public RegexPiece ToPiece() => IsExact
            ? new(Run, Run.Length == 0 ? [] : [Run], Size)
            : new(null, Better(Best, Run), Size);

        private static ImmutableArray<string> Better(ImmutableArray<string> literals, string run) =>
            run.Length == 0 ? literals : Better(literals, [run]);

        // The longer its shortest literal, the rarer a set is found where the pattern does not match.
        private static ImmutableArray<string> Better(ImmutableArray<string> first, ImmutableArray<string> second)
        {
            if (first.IsEmpty || second.IsEmpty)
                return first.IsEmpty ? second : first;
            var difference = first.Min(literal => literal.Length) - second.Min(literal => literal.Length);
            return difference > 0 || (difference == 0 && first.Length <= second.Length) ? first : second;
        }
    }
}
