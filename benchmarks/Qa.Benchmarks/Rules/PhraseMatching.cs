using Qa.Benchmarks.Matcher;
using Qa.Benchmarks.Measuring;

namespace Qa.Benchmarks.Rules;

/// <summary>(2) The matcher alone, against SearchValues, an Aho-Corasick and Hyperscan, equal hits checked.</summary>
internal static class PhraseMatching
{
    private const string Name = "2 matcher";
    private const int Phrases = 10_000;
    private const double LeastHyperscan = 1.5;
    private const double LeastAhoCorasick = 3;

    public static void Run(Report report, bool quick)
    {
        report.Title("(2) the matcher at 1,000, 10,000 and 20,000 phrases");
        var comparison = MatcherComparison.Run(TextWriter.Null, quick);
        foreach (var one in comparison.Cases)
        {
            foreach (var contender in one.Contenders)
            {
                report.Row(
                    Name, $"{one.Corpus}, {one.Phrases:#,0} phrases: {contender.Name}",
                    ("Mchar/s", contender.MegacharactersPerSecond.Median), ("build ms", contender.BuildMilliseconds),
                    ("times slower", contender.TimesSlower.Median), ("least", contender.TimesSlower.Min), ("largest", contender.TimesSlower.Max));
            }
        }

        if (comparison.HyperscanMissing is { } missing)
            report.Title($"  Hyperscan is not compared: {missing}");
        else
            Goal(report, comparison, "Hyperscan", LeastHyperscan);
        Goal(report, comparison, "Aho-Corasick", LeastAhoCorasick);
    }

    private static void Goal(Report report, MatcherReport comparison, string rival, double least)
    {
        foreach (var one in comparison.Cases.Where(one => one.Phrases == Phrases))
        {
            var ratio = one.Contenders
                .Where(contender => contender.Name.Contains(rival, StringComparison.Ordinal))
                .MinBy(contender => contender.TimesSlower.Median)!.TimesSlower;
            report.Goal(
                Name, $"{one.Corpus}: at least {least} times {rival} at {Phrases:#,0}",
                $"{ratio.Median:0.00} ({ratio.Min:0.00}..{ratio.Max:0.00})", ratio.Median >= least);
        }
    }
}
