using Qa.Benchmarks.Measuring;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;

namespace Qa.Benchmarks.Rules;

/// <summary>(3) How the cost of scoring grows with turns, norms and phrases: at most in proportion.</summary>
internal static class GrowthComparison
{
    private const string Name = "3 growth";

    /// <summary>A step may cost this much more than in proportion before it counts as more than linear: caches end somewhere.</summary>
    private const double Tolerance = 1.6;

    public static void Run(Report report, TimeSpan slice, int rounds)
    {
        report.Title("(3) growth, outcome and score with evidence");
        var workload = new Workload();
        var dialogue = workload.Dialogue(100);
        var phrases = workload.Phrases(50_000);
        var middle = Workload.Compile(Workload.Tree(200, phrases[..2_000], RulesEngineComparison.Regexes));
        Grow(report, slice, rounds, "turns", [10, 100, 1_000, 10_000], turns => (middle, workload.Dialogue(turns)));
        Grow(report, slice, rounds, "norms", [10, 100, 500, 2_000], norms => (Workload.Compile(Workload.Tree(norms, phrases[..2_000], [])), dialogue));
        Grow(report, slice, rounds, "phrases", [100, 1_000, 10_000, 50_000], count => (Workload.Compile(Workload.Tree(100, phrases[..count], [])), dialogue));
    }

    private static void Grow(
        Report report, TimeSpan slice, int rounds, string what, int[] sizes, Func<int, (CompiledTree Tree, Interaction Interaction)> make)
    {
        var cases = sizes.Select(make).ToArray();
        var results = Contest.Run(slice, rounds, [.. cases.Select((one, index) =>
            new Contender($"{sizes[index]:#,0} {what}", () => Scorer.Score(one.Tree, one.Interaction, 0).Nonfatal))]);
        var worst = 0d;
        for (var index = 0; index < sizes.Length; index++)
        {
            report.Row(Name, results[index].Name, ("µs", results[index].MedianNanoseconds / 1000));
            if (index == 0)
                continue;
            var growth = results[index].MedianNanoseconds / results[index - 1].MedianNanoseconds;
            worst = Math.Max(worst, growth * sizes[index - 1] / sizes[index]);
        }

        report.Goal(Name, $"{what}: cost grows at most in proportion", $"{worst:0.00} times in proportion at the worst step", worst <= Tolerance);
    }
}
