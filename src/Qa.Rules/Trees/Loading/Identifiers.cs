namespace Qa.Rules.Trees.Loading;

/// <summary>The patterns of node ids and of rule sets (norm-tree.md §3).</summary>
internal static class Identifiers
{
    public const string NodePattern = "^[a-z0-9][a-z0-9-]{0,62}$";
    public const string RuleSetPattern = "^[a-z][a-z0-9-]{0,62}$";

    private const int MaximumLength = 63;

    public static bool IsNodeId(string text) =>
        text.Length is > 0 and <= MaximumLength && text[0] != '-' && text.All(IsAllowed);

    public static bool IsRuleSet(string text) => IsNodeId(text) && char.IsAsciiLetterLower(text[0]);

    private static bool IsAllowed(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-';
}
