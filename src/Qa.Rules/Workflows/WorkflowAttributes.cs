using Qa.Rules.Conditions.Expressions;

namespace Qa.Rules.Workflows;

/// <summary><c>interaction.attributes</c> in an exported workflow.</summary>
public sealed class WorkflowAttributes
{
    private readonly IExpressionInput _source;

    internal WorkflowAttributes(IExpressionInput source) => _source = source;

    /// <summary>The attribute of a key, or null.</summary>
    public WorkflowValue? this[string key] => WorkflowValue.From(_source.Attribute(key));
}
