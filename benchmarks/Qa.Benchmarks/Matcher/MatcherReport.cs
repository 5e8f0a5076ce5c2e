namespace Qa.Benchmarks.Matcher;

/// <summary>What the comparison measured; plain data, to be written as JSON.</summary>
/// <param name="HyperscanMissing">Why Hyperscan is not among the contenders; null when it is.</param>
internal sealed record MatcherReport(string? HyperscanMissing, IReadOnlyList<MatcherCase> Cases);

/// <summary>One text and one set of phrases.</summary>
/// <param name="AutomatonPatterns">Phrases that the product's matcher left to its automaton.</param>
internal sealed record MatcherCase(
    string Corpus,
    int Phrases,
    int Characters,
    long Hits,
    int AutomatonPatterns,
    IReadOnlyList<ContenderResult> Contenders);

/// <param name="BuildMilliseconds">The matcher's own is warm, the median of several; of the others the one build there was.</param>
/// <param name="TimesSlower">How many times the product's time of the same round.</param>
internal sealed record ContenderResult(
    string Name,
    double BuildMilliseconds,
    Spread MegacharactersPerSecond,
    Spread TimesSlower);

/// <summary>The middle and the ends of what rounds measured.</summary>
internal readonly record struct Spread(double Median, double Min, double Max)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return new Spread(sorted[sorted.Length / 2], sorted[0], sorted[^1]);
    }

    public override string ToString() => FormattableString.Invariant($"{Median,8:0.00} ({Min:0.00}..{Max:0.00})");
}
