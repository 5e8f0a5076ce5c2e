using System.Collections.Immutable;

namespace Qa.Rules.Conditions.Expressions;

/// <summary>What reading a text as an expression gave: its tree, or the first error.</summary>
public sealed record ExpressionParse
{
    internal ExpressionParse(ExpressionNode? root, ExpressionError? error)
    {
        (Root, Error) = (root, error);
        if (root is null)
            return;
        var needs = ExpressionNeeds.Of(root);
        (HitNames, ReadsTiming) = (needs.HitNames, needs.Timing);
    }

    public ExpressionNode? Root { get; }

    public ExpressionError? Error { get; }

    /// <summary>The conditions that <c>hits("…")</c> names, each once, in order of first appearance; the loader checks that they exist.</summary>
    public ImmutableArray<string> HitNames { get; } = [];

    /// <summary>Whether a metric that needs timing stands anywhere in the text; what <c>hits</c> names is not looked into.</summary>
    public bool ReadsTiming { get; }
}
