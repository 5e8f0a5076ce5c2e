
namespace Qa.Rules.Conditions.Expressions;

/// <summary>
/// Reads an <c>expr</c> by a grammar of our own (docs/reference/expr.md). It stands before RulesEngine because that parser
/// reaches types and methods, and recurses as deep as its input does: what passes here is bounded and names nothing but
/// what an interaction has.
/// </summary>
public static class ExpressionParser
{
    /// <summary>Longest text, in UTF-16 units.</summary>
    public const int MaximumLength = 2_000;

    /// <summary>
    /// Most levels of parentheses, signs and operators inside one another. A run of <c>&amp;&amp;</c> or <c>||</c> is one level;
    /// each operator of a run of others is one.
    /// </summary>
    public const int MaximumDepth = 32;

    /// <summary>Most nodes of the tree: what compiling one expression costs at worst.</summary>
    public const int MaximumNodes = 500;

    public static ExpressionParse Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaximumLength)
            return new(null, TooLong(text.Length, MaximumLength));
        return new ExpressionReader(new ExpressionLexer(text)).ReadAll();
    }

    internal static ExpressionError TooLong(int length, int maximum) => new(
        maximum,
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"a text of {length} UTF-16 units"),
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"at most {maximum}"));
}
