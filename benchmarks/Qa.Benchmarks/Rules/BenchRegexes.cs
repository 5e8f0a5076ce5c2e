using System.Text.RegularExpressions;

namespace Qa.Benchmarks.Rules;

/// <summary>Regexes for RulesEngine's lambdas, compiled once, so that it is not charged for building them.</summary>
public static class BenchRegexes
{
    private static Regex[] s_regexes = [];

    public static bool IsMatch(string text, int index) => s_regexes[index].IsMatch(text);

    internal static void Set(IReadOnlyList<string> patterns) =>
        s_regexes = [.. patterns.Select(pattern => new Regex(pattern, RegexOptions.Compiled | RegexOptions.CultureInvariant))];
}
