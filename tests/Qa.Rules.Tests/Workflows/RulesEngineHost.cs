using Qa.Rules.Conditions.Expressions;
using Qa.Rules.Workflows;
using RulesEngine.Models;

namespace Qa.Rules.Tests.Workflows;

/// <summary>RulesEngine itself, as someone would run an exported workflow: default settings, one input. Tests only.</summary>
internal static class RulesEngineHost
{
    public static ExpressionResult RunExpression(string expression, IExpressionInput input)
    {
        var workflow = new Workflow { WorkflowName = "w", Rules = [new Rule { RuleName = "r", Expression = expression }] };
        return Result(Run(workflow, input).Single());
    }

    public static List<RuleResultTree> Run(Workflow workflow, IExpressionInput input)
    {
        var engine = new RulesEngine.RulesEngine([workflow]);
        return engine.ExecuteAllRulesAsync(workflow.WorkflowName, new WorkflowInput(input)).AsTask().GetAwaiter().GetResult();
    }

    /// <summary>What a rule came to. Any failure but one of ours would be a mistake of the exporter.</summary>
    public static ExpressionResult Result(RuleResultTree tree)
    {
        if (tree.IsSuccess)
            return ExpressionResult.True;
        if (string.IsNullOrEmpty(tree.ExceptionMessage) || tree.ExceptionMessage == tree.Rule.ErrorMessage)
            return ExpressionResult.False;
        tree.ExceptionMessage.Should().Contain("not measurable", "the rule is {0}", tree.Rule.Expression);
        return ExpressionResult.NotMeasurable;
    }
}
