using Qa.Benchmarks.Measuring;
using Qa.Rules.Matching;
using Qa.Rules.Scoring;

namespace Qa.Benchmarks.Rules;

/// <summary>(1) One ordinary interaction by one ordinary tree: this engine, with and without evidence, against RulesEngine.</summary>
internal static class RulesEngineComparison
{
    private const string Name = "1 rules engine";
    private const int Turns = 100;
    private const int Norms = 180;
    private const int Phrases = 2_000;
    private const double LeastWithEvidence = 50;
    private const double LeastWithout = 80;

    /// <summary>Twenty patterns of the kind that centres use: numbers that must not be asked for or read out, fixed forms of words.</summary>
    internal static readonly string[] Regexes =
    [
        "1[3-9][0-9]{9}", "[0-9]{17}[0-9x]", "62[0-9]{14,17}", "密码是[0-9]{4,8}", "验证码(是|为)?[0-9]{4,6}", "工号[0-9]{3,6}",
        "(保证|承诺).{0,6}(到账|解决)", "百分之?百.{0,4}(赔|退)", "(不|别)要再打.{0,4}电话", "爱.{0,2}投诉.{0,2}投诉", "找.{0,4}经理也没用",
        "(今天|明天|后天)一定.{0,6}(到|好)", "加.{0,4}微信.{0,6}号", "转.{0,4}账.{0,4}到.{0,6}卡", "你.{0,2}(懂|明)不?.{0,2}(懂|白)",
        "打.{0,2}12315", "我.{0,3}个人.{0,3}(电话|手机)", "(随便|爱咋咋).{0,2}你", "第[0-9]{1,2}次.{0,6}(打|问)", "(系统|规定)就是.{0,4}这样",
    ];

    public static void Run(Report report, TimeSpan slice, int rounds)
    {
        report.Title($"(1) {Turns} turns, {Norms + Regexes.Length} norms, {Phrases:#,0} phrases, {Regexes.Length} regexes");
        var workload = new Workload();
        var interaction = workload.Dialogue(Turns);
        var phrases = workload.Phrases(Phrases);
        var tree = Workload.Compile(Workload.Tree(Norms, phrases, Regexes));
        string[] turns = [.. interaction.Turns.Select(turn => TextNormaliser.Normalise(turn.Text))];
        var input = new RulesEngineInput(string.Join('\n', turns), turns);
        string[][] byNorm = [.. Enumerable.Range(0, Norms).Select(norm => phrases.Where((_, index) => index % Norms == norm).ToArray())];
        var byTurn = new RulesEngineRival(byNorm, Regexes, byTurn: true);
        var atOnce = new RulesEngineRival(byNorm, Regexes, byTurn: false);
        RequireSameAnswer(Scorer.Score(tree, interaction, 0), byTurn.Violated(input));
        RequireSameAnswer(Scorer.Score(tree, interaction, 0), atOnce.Violated(input));

        var results = Contest.Run(
            slice, rounds,
            new Contender("this engine, outcome and score", () => (long)Scorer.ScoreQuickly(tree, interaction).Score),
            new Contender("this engine, with evidence", () => Scorer.Score(tree, interaction, 0).Nonfatal),
            new Contender("RulesEngine, Contains of each turn", () => byTurn.CountViolated(input)),
            new Contender("RulesEngine, Contains of one joined text", () => atOnce.CountViolated(input)));
        foreach (var result in results)
            report.Row(Name, result.Name, ("µs", result.MedianNanoseconds / 1000), ("bytes", result.BytesPerOperation));
        var without = results[0].TimesFasterThan(results[2]);
        var with = results[1].TimesFasterThan(results[2]);
        report.Goal(Name, $"with evidence at least {LeastWithEvidence} times RulesEngine", with.ToString(), with.Median >= LeastWithEvidence);
        report.Goal(Name, $"without at least {LeastWithout} times", without.ToString(), without.Median >= LeastWithout);
        report.Row(
            Name, "times RulesEngine on one joined text", ("with evidence", results[1].TimesFasterThan(results[3]).Median),
            ("without", results[0].TimesFasterThan(results[3]).Median));
        report.Goal(Name, "no allocation without evidence", $"{results[0].BytesPerOperation} bytes", results[0].BytesPerOperation == 0);
    }

    private static void RequireSameAnswer(Scorecard scorecard, IEnumerable<string> rivals)
    {
        var ours = scorecard.Norms.Where(norm => norm.Outcome == Outcome.Violated).Select(norm => norm.Path).ToHashSet();
        if (!ours.SetEquals(rivals))
            throw new InvalidOperationException($"the engines disagree: {string.Join(' ', ours)} against {string.Join(' ', rivals)}");
    }
}
