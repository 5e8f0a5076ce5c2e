using Qa.Rules.Conditions.Expressions;
using Qa.Rules.Workflows;
using RulesEngine.Models;

namespace Qa.Rules.Tests.Workflows;

/// <summary>RulesEngine itself, as someone would run an exported workflow: default settings, one input. Tests only.</summary>
internal static class RulesEngineHost
{
    /// <summary>Starts a workflow, and gives what runs it: compiling is what takes the time.</summary>
    public static Func<IExpressionInput, List<RuleResultTree>> Start(Workflow workflow)
    {
        var engine = new RulesEngine.RulesEngine([workflow]);
        return input => engine.ExecuteAllRulesAsync(workflow.WorkflowName, new WorkflowInput(input)).AsTask().GetAwaiter().GetResult();
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
