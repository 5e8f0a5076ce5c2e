using Qa.Rules.Conditions.Expressions;

namespace Qa.Rules.Workflows;

/// <summary><c>metrics</c> in an exported workflow.</summary>
public sealed class WorkflowMetrics
{
    private readonly ExpressionRun _run;

    internal WorkflowMetrics(IExpressionInput source) => _run = new ExpressionRun { Input = source };

    public WorkflowValue? Turns => WorkflowValue.From(_run.Turns());

    public WorkflowValue? AgentTurns => WorkflowValue.From(_run.AgentTurns());

    public WorkflowValue? CustomerTurns => WorkflowValue.From(_run.CustomerTurns());

    public WorkflowValue? DurationSeconds => WorkflowValue.From(_run.DurationSeconds());

    public WorkflowValue? SilenceSeconds => WorkflowValue.From(_run.SilenceSeconds());

    public WorkflowValue? LongestSilence => WorkflowValue.From(_run.LongestSilence());

    public WorkflowValue? AgentShare => WorkflowValue.From(_run.AgentShare());
}
