using RulesEngine.Models;

namespace Qa.Benchmarks.Rules;

/// <summary>
/// The same norms in Microsoft RulesEngine: a lambda a norm that asks <c>Contains</c>. The texts are given to it normalised
/// already, so that it is spared what our engine has to do itself.
/// </summary>
internal sealed class RulesEngineRival
{
    private const string WorkflowName = "norms";

    private readonly RulesEngine.RulesEngine _engine;

    /// <param name="byTurn">Ask turn by turn, as a norm that selects turns must; else ask one text of all turns together.</param>
    public RulesEngineRival(IReadOnlyList<IReadOnlyList<string>> phrasesByNorm, IReadOnlyList<string> regexes, bool byTurn)
    {
        var rules = phrasesByNorm.Select((phrases, index) => new Rule
        {
            RuleName = $"n{index}",
            Expression = byTurn
                ? $"input.Turns.Any(turn => {string.Join(" || ", phrases.Select(phrase => $"turn.Contains(\"{phrase}\")"))})"
                : string.Join(" || ", phrases.Select(phrase => $"input.Text.Contains(\"{phrase}\")")),
        }).Concat(regexes.Select((_, index) => new Rule
        {
            RuleName = $"r{index}",
            Expression = byTurn
                ? $"input.Turns.Any(turn => BenchRegexes.IsMatch(turn, {index}))"
                : $"BenchRegexes.IsMatch(input.Text, {index})",
        }));
        BenchRegexes.Set(regexes);
        _engine = new RulesEngine.RulesEngine(
            [new Workflow { WorkflowName = WorkflowName, Rules = [.. rules] }],
            new ReSettings { CustomTypes = [typeof(BenchRegexes)] });
    }

    /// <summary>Names of the norms whose lambda holds.</summary>
    public IEnumerable<string> Violated(RulesEngineInput input) =>
        Run(input).Where(result => result.IsSuccess).Select(result => result.Rule.RuleName);

    public long CountViolated(RulesEngineInput input)
    {
        var count = 0L;
        foreach (var result in Run(input))
            count += result.IsSuccess ? 1 : 0;
        return count;
    }

    private List<RuleResultTree> Run(RulesEngineInput input) =>
        _engine.ExecuteAllRulesAsync(WorkflowName, new RuleParameter("input", input)).AsTask().GetAwaiter().GetResult();
}

/// <summary>What the lambdas see.</summary>
public sealed record RulesEngineInput(string Text, IReadOnlyList<string> Turns);
