namespace Qa.Rules.Workflows;

/// <summary>How much of a workflow is read: what comes from outside is bounded before it is looked at.</summary>
public static class WorkflowBounds
{
    /// <summary>Largest document, in bytes.</summary>
    public const int MaximumBytes = 8 * 1024 * 1024;

    /// <summary>Deepest nesting of the JSON.</summary>
    public const int MaximumDepth = 64;

    /// <summary>Most rules of a document, nested ones counted.</summary>
    public const int MaximumRules = 2_000;

    /// <summary>Longest expression of a rule or parameter, in UTF-16 units; what it becomes is bounded as every <c>expr</c> is.</summary>
    public const int MaximumExpressionLength = 8_000;

    /// <summary>Most parameters in scope of one rule.</summary>
    public const int MaximumParameters = 200;
}
