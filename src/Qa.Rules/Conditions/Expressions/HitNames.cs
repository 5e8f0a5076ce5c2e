using System.Text;

namespace Qa.Rules.Conditions.Expressions;

/// <summary>The names of conditions in an <c>expr</c>, changed in its text without touching the rest of it.</summary>
internal static class HitNames
{
    /// <summary>The text with another name in each <c>hits("…")</c> of that name; the same text where there is none.</summary>
    public static string Rename(string text, string name, string newName)
    {
        var (lexer, renamed, copied) = (new ExpressionLexer(text), new StringBuilder(), 0);
        var (before, last) = (default(ExpressionToken), default(ExpressionToken));
        for (var token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
        {
            if (token.Kind == TokenKind.Text && string.Equals(token.Value, name, StringComparison.Ordinal)
                && last.Is("(") && before is { Kind: TokenKind.Name, Value: "hits" })
            {
                renamed.Append(text, copied, token.Position - copied);
                StringLiteral.WriteJson(renamed, newName);
                copied = token.Position + token.Length;
            }

            (before, last) = (last, token);
        }

        return copied == 0 ? text : renamed.Append(text, copied, text.Length - copied).ToString();
    }
}
