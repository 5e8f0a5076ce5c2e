using Qa.Rules.Conditions.Expressions;
using Qa.Rules.Interactions;

namespace Qa.Rules.Workflows;

/// <summary>
/// What an exported workflow is run on: give RulesEngine one of these, and nothing else, as input of the workflow. With a
/// single input its members can be named without a prefix, so that rules read as the norms they came from.
/// Methods stand for what Dynamic LINQ has no operator for on other than its own number types.
/// </summary>
#pragma warning disable CA1822 // All members are instance members: that is how an expression finds them on its input.
public sealed class WorkflowInput(IExpressionInput source)
{
    public WorkflowInteraction Interaction { get; } = new(source);

    public WorkflowMetrics Metrics { get; } = new(source);

    /// <summary>The number of hits of a named condition.</summary>
    public WorkflowValue Hits(string name)
    {
        var hits = source.Hits(name, out var notMeasurable);
        return notMeasurable ? throw new InvalidOperationException($"the condition '{name}' is not measurable") : hits;
    }

    /// <summary>A literal or a comparison as a value that the operators of <c>expr</c> apply to.</summary>
    public WorkflowValue? Value(WorkflowValue? value) => value;

    /// <summary>A number that Dynamic LINQ cannot read exactly.</summary>
    public WorkflowValue Number(string written) => WorkflowValue.FromNumber(written);

    /// <summary>A value where only a boolean will do.</summary>
    public bool Truth(WorkflowValue? value) => WorkflowValue.Run(value, null, static (run, a, _) => run.Truth(a));

    public WorkflowValue? Add(WorkflowValue? left, WorkflowValue? right) => Apply(left, right, static (run, a, b) => run.Add(a, b));

    public WorkflowValue? Subtract(WorkflowValue? left, WorkflowValue? right) => Apply(left, right, static (run, a, b) => run.Subtract(a, b));

    public WorkflowValue? Multiply(WorkflowValue? left, WorkflowValue? right) => Apply(left, right, static (run, a, b) => run.Multiply(a, b));

    public WorkflowValue? Divide(WorkflowValue? left, WorkflowValue? right) => Apply(left, right, static (run, a, b) => run.Divide(a, b));

    public WorkflowValue? Negate(WorkflowValue? value) => Apply(value, null, static (run, a, _) => run.Negate(a));

    private static WorkflowValue? Apply(
        WorkflowValue? left,
        WorkflowValue? right,
        Func<ExpressionRun, AttributeValue, AttributeValue, AttributeValue> operation) =>
        WorkflowValue.From(WorkflowValue.Run(left, right, operation));
}
