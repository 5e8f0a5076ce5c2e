using Qa.Rules.Interactions;

namespace Qa.Rules.Conditions.Expressions;

/// <summary>A string, number, boolean or null that stands in the expression itself.</summary>
public sealed class LiteralNode : ExpressionNode
{
    internal LiteralNode(AttributeValue value)
        : base(1, 1) => Value = value;

    /// <summary>The value; absent for <c>null</c>. A number keeps its text as written.</summary>
    public AttributeValue Value { get; }
}
