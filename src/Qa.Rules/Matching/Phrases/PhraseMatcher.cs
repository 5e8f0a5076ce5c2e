using System.Runtime.CompilerServices;
using Qa.Rules.Matching.Phrases;

namespace Qa.Rules.Matching;

/// <summary>
/// Finds every occurrence of every phrase of a tree in one pass over a text, because asking for the phrases one by one costs
/// their number times the text. How and why it works: docs/reference/matching.md.
/// </summary>
/// <remarks>Immutable once built; any number of threads may scan with one instance, each into its own list.</remarks>
internal sealed class PhraseMatcher
{
    /// <summary>Characters that must be readable after the end of the scanned text: whole vectors are read there, and ignored.</summary>
    public const int Padding = 64;

    public const int MaxPatterns = 60_000;

    public const int MaxPatternLength = 4_096;

    /// <summary>Of all patterns together, so that positions in them, and the automaton's nodes, fit the memory of a small machine.</summary>
    public const int MaxTotalLength = 1 << 22;

    private readonly BigramFilter _filter;
    private readonly AnchorBuckets _buckets;
    private readonly SingleCharacters? _singles;
    private readonly CrowdedAutomaton? _automaton;
    private readonly bool _empty;

    private PhraseMatcher(BigramFilter filter, AnchorBuckets buckets, SingleCharacters? singles, CrowdedAutomaton? automaton, bool empty) =>
        (_filter, _buckets, _singles, _automaton, _empty) = (filter, buckets, singles, automaton, empty);

    /// <summary>How many patterns are left to the automaton: too long for a bucket, or in none that was not crowded.</summary>
    public int AutomatonPatterns => _automaton?.PatternCount ?? 0;

    /// <param name="patterns">Distinct and not empty; a found pattern is named by its place in this list.</param>
    /// <exception cref="ArgumentException">A pattern is empty, holds U+0000 or passes a limit.</exception>
    public static PhraseMatcher Build(ReadOnlySpan<string> patterns)
    {
        CheckLimits(patterns);
        var plan = AnchorPlan.Choose(patterns);
        return new PhraseMatcher(
            BigramFilter.Build(patterns, plan),
            AnchorBuckets.Build(patterns, plan),
            SingleCharacters.Build(patterns),
            CrowdedAutomaton.Build(patterns, plan),
            patterns.IsEmpty);
    }

    /// <summary>Adds all occurrences in <c>text[start..end)</c>, overlapping ones too, in no particular order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range, with <see cref="Padding"/>, does not lie in the text.</exception>
    [SkipLocalsInit]
    public unsafe void Scan(char[] text, int start, int end, OccurrenceList into)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, text.Length - Padding);
        if (_empty)
            return;

        var candidates = stackalloc int[BigramFilter.CandidateRoom];
        fixed (char* first = text)
        {
            var check = new CandidateCheck(_buckets, _automaton, first, start, end, into);
            for (var from = start; from < end; from += BigramFilter.BlockLength)
            {
                var to = Math.Min(from + BigramFilter.BlockLength, end);
                check.Check(candidates, _filter.Collect(first, from, to, candidates));
                _singles?.Scan(first, from, to, into);
            }

            check.Finish();
        }
    }

    private static void CheckLimits(ReadOnlySpan<string> patterns)
    {
        if (patterns.Length > MaxPatterns)
            throw new ArgumentException($"{patterns.Length} patterns, at most {MaxPatterns} are allowed", nameof(patterns));
        var total = 0L;
        foreach (var pattern in patterns)
        {
            if (pattern.Length is 0 or > MaxPatternLength)
                throw new ArgumentException($"a pattern of {pattern.Length} UTF-16 units, 1 to {MaxPatternLength} are allowed", nameof(patterns));
            if (pattern.Contains('\0', StringComparison.Ordinal))
                throw new ArgumentException("a pattern holds U+0000, which separates turns", nameof(patterns));
            total += pattern.Length;
        }

        if (total > MaxTotalLength)
            throw new ArgumentException($"{total} UTF-16 units in all, at most {MaxTotalLength} are allowed", nameof(patterns));
    }
}
