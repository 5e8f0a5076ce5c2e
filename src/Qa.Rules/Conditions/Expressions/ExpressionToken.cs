namespace Qa.Rules.Conditions.Expressions;

internal enum TokenKind : byte
{
    End,
    Name,
    Number,
    Text,
    Symbol,
}

/// <summary>The smallest part of an expression that means something.</summary>
/// <param name="Position">Where it starts, in UTF-16 units.</param>
/// <param name="Length">UTF-16 units of the source that it takes.</param>
/// <param name="Value">The name, the number as written, the string without quotes and escapes, or the operator sign.</param>
internal readonly record struct ExpressionToken(TokenKind Kind, int Position, int Length, string Value)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && string.Equals(Value, symbol, StringComparison.Ordinal);

    /// <summary>The token as error messages show it.</summary>
    public string Describe() => Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.Text => $"the string \"{Shorten(Value)}\"",
        TokenKind.Number => $"the number {Shorten(Value)}",
        _ => $"'{Shorten(Value)}'",
    };

    // Messages go to pages and logs: they quote the beginning of what was found, not all of it.
    private const int QuotedLength = 40;

    private static string Shorten(string value) =>
        value.Length <= QuotedLength ? value : string.Concat(value.AsSpan(0, CutBeforePair(value)), "…");

    private static int CutBeforePair(string value) =>
        char.IsHighSurrogate(value[QuotedLength - 1]) ? QuotedLength - 1 : QuotedLength;
}
