namespace Qa.Rules.Trees.Reading;

/// <summary>A <see cref="Diagnostic"/> that does not know yet in which file and under which node it is.</summary>
internal sealed record ReadingProblem(SourcePosition Position, string Found, string Expected)
{
    public static ReadingProblem TooDeep(SourcePosition position) =>
        new(position, "a value inside too many others", $"at most {TreeLimits.Depth} mappings and lists inside each other");

    public static ReadingProblem TooMany(SourcePosition position) =>
        new(position, "too many values", $"at most {TreeLimits.Values} in a document");

    public static ReadingProblem UnpairedSurrogate(SourcePosition position) =>
        new(position, "half of a surrogate pair", "both halves, or neither");

    public static ReadingProblem Nul(SourcePosition position) =>
        new(position, "a text with the character U+0000", "a text without it");
}
