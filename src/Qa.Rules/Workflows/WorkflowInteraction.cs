using Qa.Rules.Conditions.Expressions;

namespace Qa.Rules.Workflows;

/// <summary><c>interaction</c> in an exported workflow.</summary>
public sealed class WorkflowInteraction
{
    private readonly ExpressionRun _run;

    internal WorkflowInteraction(IExpressionInput source)
    {
        _run = new ExpressionRun { Input = source };
        Attributes = new(source);
    }

    public WorkflowValue? Id => WorkflowValue.From(_run.Id());

    public WorkflowValue? Channel => WorkflowValue.From(_run.Channel());

    public WorkflowValue? BusinessLine => WorkflowValue.From(_run.BusinessLine());

    public WorkflowValue? Agent => WorkflowValue.From(_run.Agent());

    public WorkflowAttributes Attributes { get; }
}
