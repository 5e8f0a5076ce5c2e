using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Qa.Rules.Matching;

/// <summary>
/// A regular expression that costs time linear in the text, whatever text and pattern: .NET's non-backtracking engine behind
/// bounds on the pattern's size, with the literals that a text must contain for the pattern to match at all.
/// </summary>
public sealed class LinearRegex
{
    /// <summary>Longest pattern, in UTF-16 units.</summary>
    public const int MaximumLength = 256;

    /// <summary>Most alternatives of a pattern, over all its groups.</summary>
    public const int MaximumAlternatives = 32;

    /// <summary>
    /// Most single characters that a pattern may come to when its counted repeats are written out. Nested repeats make states
    /// faster than they grow: at 300 the worst pattern took 1.4 s on 5,000 characters, at 960 it took 24 s. A pattern without
    /// repeats is always within it.
    /// </summary>
    public const int MaximumExpandedSize = MaximumLength;

    /// <summary>Most sets of literals that are looked for before a pattern is run: more would hardly rule out another turn.</summary>
    internal const int MaximumRequiredSets = 4;

    private readonly Regex _regex;

    private LinearRegex(string pattern, Regex regex, RegexOutline outline)
    {
        Pattern = pattern;
        _regex = regex;
        Required = outline.Required;
        LeastLength = outline.LeastLength;
    }

    public string Pattern { get; }

    /// <summary>What a text that the pattern matches contains; nothing when no such literals are known.</summary>
    internal ImmutableArray<RequiredLiterals> Required { get; }

    /// <summary>No shorter text matches, in UTF-16 units.</summary>
    internal long LeastLength { get; }

    /// <summary>What is wrong with a pattern, or null when nothing is.</summary>
    public static LinearRegexError? Check(string pattern) => TryBuild(pattern, out _);

    /// <exception cref="ArgumentException">The pattern has an error; <see cref="Check"/> tells which.</exception>
    public static LinearRegex Build(string pattern) =>
        TryBuild(pattern, out var regex) is { } error
            ? throw new ArgumentException($"found {error.Found}, expected {error.Expected}", nameof(pattern))
            : regex!;

    /// <summary>The matches in a normalised text, left to right, empty ones included; a span over the engine's own enumerator.</summary>
    internal Regex.ValueMatchEnumerator Matches(ReadOnlySpan<char> text) => _regex.EnumerateMatches(text);

    private static LinearRegexError? TryBuild(string pattern, out LinearRegex? built)
    {
        built = null;
        if (pattern.Length == 0)
            return new(0, "an empty pattern", "a regular expression");
        if (pattern.Length > MaximumLength)
            return new(MaximumLength, $"a pattern of {pattern.Length} characters", $"at most {MaximumLength}");
        var outline = RegexOutline.Of(pattern);
        if (outline.Error is { } error)
            return error;
        try
        {
            // No time limit: the engine is linear, and a limit would make the outcome depend on the machine.
            var regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            built = new(pattern, regex, outline);
            return null;
        }
        catch (RegexParseException exception)
        {
            return new(exception.Offset, $"'{pattern}' ({exception.Error})", "a well-formed regular expression");
        }
        catch (Exception exception) when (exception is NotSupportedException or ArgumentException)
        {
            return new(-1, $"'{pattern}'", "a pattern that a linear-time engine can run (no look-around, back-reference or atomic group)");
        }
    }
}
