using Qa.Benchmarks.Measuring;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;

namespace Qa.Benchmarks.Rules;

/// <summary>(4) What texts and trees cost that were made to be slow, against ordinary ones of the same size.</summary>
internal static class HostileComparison
{
    private const string Name = "4 hostile";
    private const int Turns = 100;
    private const int TurnLength = 40;
    private const double Most = 4;

    public static void Run(Report report, TimeSpan slice, int rounds)
    {
        report.Title($"(4) hostile texts and trees against ordinary ones, {Turns} turns of {TurnLength} characters");
        var workload = new Workload();
        var phrases = workload.Phrases(2_000);
        var ordinary = Ordinary(workload);
        var tree = Workload.Compile(Workload.Tree(180, phrases, RulesEngineComparison.Regexes));
        var commonest = CommonestBigram(phrases);
        (string What, CompiledTree Tree, Interaction Interaction)[] cases =
        [
            ("ordinary text, ordinary tree", tree, ordinary),
            ("one character over and over", tree, Repeated("不")),
            ("the commonest bigram of the phrases", tree, Repeated(commonest)),
            ("all phrases but for their last character", tree, AlmostPhrases(phrases)),
            ("combining marks on every character", tree, Repeated("e\u0301\u0323")),
            ("emoji and zero-width joiners", tree, Repeated("👍\u200D好")),
            ("compatibility characters", tree, Repeated("㍿ﬁ①Ａ")),
            ("digits that nearly match the regexes", tree, Repeated("1922222222号码是，")),
            ("phrases that all share a bigram", Workload.Compile(Workload.Tree(180, Sharing(phrases), [])), Repeated("我们不能")),
            ("phrases that are runs of one character but for their end", Workload.Compile(Workload.Tree(180, [.. Enumerable.Range(2, 2_000).Select(length => new string('好', length % 40 + 1) + phrases[length % 2_000])], [])), Repeated("好")),
            ("regexes with many ways to match", Workload.Compile(Workload.Tree(180, phrases, [.. Enumerable.Range(0, 20).Select(index => $"(不|不不|.不){{1,9}}(是|能|会){{0,9}}x{index}")])), Repeated("不")),
        ];
        var results = Contest.Run(slice, rounds, [.. cases.Select(one =>
            new Contender(one.What, () => Scorer.Score(one.Tree, one.Interaction, 0).Nonfatal))]);
        var worst = new Ratio(0, 0, 0);
        var worstName = "";
        foreach (var result in results)
        {
            var slower = results[0].TimesFasterThan(result);
            report.Row(Name, result.Name, ("µs", result.MedianNanoseconds / 1000), ("bytes", result.BytesPerOperation), ("times ordinary", slower.Median));
            if (slower.Median > worst.Median)
                (worst, worstName) = (slower, result.Name);
        }

        report.Goal(Name, $"at most {Most} times ordinary", $"{worst} ({worstName})", worst.Median <= Most);
    }

    private static Interaction Ordinary(Workload workload)
    {
        var words = string.Concat(workload.Dialogue(Turns * 4).Turns.Select(turn => turn.Text));
        return Workload.Interaction([.. Enumerable.Range(0, Turns).Select(turn => words.Substring(turn * TurnLength, TurnLength))]);
    }

    private static Interaction Repeated(string piece) =>
        Workload.Interaction([.. Enumerable.Repeat(string.Concat(Enumerable.Repeat(piece, TurnLength / piece.Length)), Turns)]);

    private static Interaction AlmostPhrases(string[] phrases)
    {
        var almost = string.Concat(phrases.Select(phrase => phrase[..^1]));
        return Workload.Interaction([.. Enumerable.Range(0, Turns).Select(turn => almost.Substring(turn * TurnLength, TurnLength))]);
    }

    private static string[] Sharing(string[] phrases) => [.. phrases.Select(phrase => "我们不能" + phrase)];

    private static string CommonestBigram(string[] phrases) => phrases
        .SelectMany(phrase => Enumerable.Range(0, phrase.Length - 1).Select(start => phrase.Substring(start, 2)))
        .CountBy(bigram => bigram).MaxBy(pair => pair.Value).Key;
}
