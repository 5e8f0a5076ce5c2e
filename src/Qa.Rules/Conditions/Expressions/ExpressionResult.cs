namespace Qa.Rules.Conditions.Expressions;

/// <summary>What an expression came to. Not being able to say is its own result, never false.</summary>
public enum ExpressionResult : byte
{
    False,
    True,
    NotMeasurable,
}
