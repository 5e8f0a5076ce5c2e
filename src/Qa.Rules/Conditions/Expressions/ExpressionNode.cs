namespace Qa.Rules.Conditions.Expressions;

/// <summary>
/// A part of an <c>expr</c> as a tree. Nodes are made by <see cref="ExpressionParser"/> only, so whoever holds one may rely on
/// its bounds: it can be walked by recursion.
/// </summary>
public abstract class ExpressionNode
{
    private protected ExpressionNode(int height, int size) => (Height, Size) = (height, size);

    /// <summary>Nodes on the longest way down, this one included; at most <see cref="ExpressionParser.MaximumDepth"/>.</summary>
    public int Height { get; }

    /// <summary>Nodes in all, one that stands in several places counted in each; at most <see cref="ExpressionParser.MaximumNodes"/>.</summary>
    public int Size { get; }

    /// <summary>The expression as text that <see cref="ExpressionParser"/> reads back as the same tree.</summary>
    public sealed override string ToString() => ExpressionWriter.Write(this);
}
