using System.Collections.Frozen;
using System.Collections.Immutable;
using Qa.Rules.Conditions.Expressions;

namespace Qa.Rules.Workflows;

/// <summary>
/// The names that an expression of a workflow can use beside those of <see cref="WorkflowInput"/>: parameters, each with the
/// tree that takes its place, and inputs. Immutable: the scope of a rule is that of what is around it, with more.
/// </summary>
internal sealed class WorkflowScope
{
    private readonly ImmutableDictionary<string, ExpressionNode?> _parameters;

    private WorkflowScope(ImmutableDictionary<string, ExpressionNode?> parameters, FrozenSet<string> attributeInputs) =>
        (_parameters, AttributeInputs) = (parameters, attributeInputs);

    /// <summary>Inputs whose members are attributes.</summary>
    public FrozenSet<string> AttributeInputs { get; }

    public int ParameterCount => _parameters.Count;

    public static WorkflowScope Of(ImmutableArray<string> attributeInputs) => new(
        ImmutableDictionary.Create<string, ExpressionNode?>(StringComparer.OrdinalIgnoreCase),
        attributeInputs.ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>Adds a parameter; a null tree is one that could not be read, which is an error where it is used.</summary>
    public WorkflowScope With(string name, ExpressionNode? tree) => new(_parameters.SetItem(name, tree), AttributeInputs);

    public bool TryFind(string name, out ExpressionNode? tree) => _parameters.TryGetValue(name, out tree);
}
