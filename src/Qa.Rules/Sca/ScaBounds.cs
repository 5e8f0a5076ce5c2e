namespace Qa.Rules.Sca;

/// <summary>How much of a document of SCA is read.</summary>
internal static class ScaBounds
{
    /// <summary>Largest document, in bytes.</summary>
    public const int Bytes = 8 * 1024 * 1024;

    /// <summary>Most rules, and most conditions, of a document.</summary>
    public const int Rules = 2_000;

    /// <summary>Longest boolean expression, in UTF-16 units.</summary>
    public const int LambdaLength = 2_000;

    /// <summary>Most levels of parentheses and negations in a boolean expression.</summary>
    public const int LambdaDepth = 16;

    /// <summary>Most combinations into which "any N of these keywords" is written out.</summary>
    public const int Combinations = 50;
}
