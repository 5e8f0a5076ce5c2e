using Qa.Rules.Conditions.Expressions;

namespace Qa.Rules.Scoring;

/// <summary><c>expr</c>: a compiled boolean expression over the interaction, its metrics and named conditions.</summary>
/// <param name="hits">The named conditions that the expression may count, by name.</param>
internal sealed class ExprEvaluator(CompiledExpression expression, IReadOnlyDictionary<string, UseEvaluator> hits) : ConditionEvaluator
{
    public override Verdict Evaluate(ScoringRun run)
    {
        var result = expression.Evaluate(new ExpressionScope(run, hits));
        return Verdict.Of(result == ExpressionResult.True).Or(result == ExpressionResult.NotMeasurable);
    }
}
