using System.Collections.Immutable;

namespace Qa.Rules.Conditions.Expressions;

/// <summary>An operator before its operand.</summary>
public enum UnaryOperator : byte
{
    Not,
    Negate,
}

/// <summary><c>!x</c> or <c>-x</c>.</summary>
public sealed class UnaryNode : ExpressionNode
{
    internal UnaryNode(UnaryOperator @operator, ExpressionNode operand)
        : base(operand.Height + 1, operand.Size + 1) => (Operator, Operand) = (@operator, operand);

    public UnaryOperator Operator { get; }

    public ExpressionNode Operand { get; }
}

/// <summary>An operator between two operands that are both evaluated.</summary>
public enum BinaryOperator : byte
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// <summary>A comparison or an arithmetic operation.</summary>
public sealed class BinaryNode : ExpressionNode
{
    internal BinaryNode(BinaryOperator @operator, ExpressionNode left, ExpressionNode right)
        : base(Math.Max(left.Height, right.Height) + 1, left.Size + right.Size + 1) => (Operator, Left, Right) = (@operator, left, right);

    public BinaryOperator Operator { get; }

    public ExpressionNode Left { get; }

    public ExpressionNode Right { get; }

    public bool IsComparison => Operator < BinaryOperator.Add;
}

/// <summary>An operator that stops at the first operand which decides it.</summary>
public enum LogicalOperator : byte
{
    And,
    Or,
}

/// <summary>
/// A whole run <c>a &amp;&amp; b &amp;&amp; c</c> or <c>a || b || c</c>. One node for the run, not a chain of pairs, so that a long
/// list of alternatives is not a deep tree.
/// </summary>
public sealed class LogicalNode : ExpressionNode
{
    internal LogicalNode(LogicalOperator @operator, ImmutableArray<ExpressionNode> operands)
        : base(
            operands.Max(static operand => operand.Height) + 1,
            operands.Sum(static operand => operand.Size) + 1) => (Operator, Operands) = (@operator, operands);

    public LogicalOperator Operator { get; }

    /// <summary>Two or more, in order.</summary>
    public ImmutableArray<ExpressionNode> Operands { get; }
}
