using System.Collections.Frozen;
using System.Text;
using Qa.Rules.Conditions.Expressions;

namespace Qa.Rules.Workflows;

/// <summary>Tokens as Dynamic LINQ spells them, given as the tokens of <c>expr</c>: words for operators, <c>=</c> and <c>&lt;&gt;</c>, suffixes of numbers, .NET's escapes.</summary>
internal sealed class WorkflowExpressionLexer(string text) : ExpressionLexer(text)
{
    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>
    {
        ["and"] = "&&",
        ["AndAlso"] = "&&",
        ["or"] = "||",
        ["OrElse"] = "||",
        ["not"] = "!",
        ["eq"] = "==",
        ["equal"] = "==",
        ["ne"] = "!=",
        ["neq"] = "!=",
        ["notequal"] = "!=",
        ["lt"] = "<",
        ["LessThan"] = "<",
        ["le"] = "<=",
        ["LessThanEqual"] = "<=",
        ["gt"] = ">",
        ["GreaterThan"] = ">",
        ["ge"] = ">=",
        ["GreaterThanEqual"] = ">=",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private const int ByteEscapeDigits = 2;

    // The number stays as it is written: which binary type it would have been read into is the loss of nobody.
    private const string NumberSuffixes = "uUlLfFdDmM";

    protected override string? SymbolOfWord(string word) => Words.GetValueOrDefault(word);

    protected override (string Symbol, int Length)? SymbolAt(int position)
    {
        if (base.SymbolAt(position) is { Length: 2 } two)
            return two;
        var next = position + 1 < Source.Length ? Source[position + 1] : '\0';
        return (Source[position], next) switch
        {
            ('<', '>') => ("!=", 2),
            // Not the => of a lambda.
            ('=', not '>') => ("==", 1),
            _ => base.SymbolAt(position),
        };
    }

    protected override int NumberSuffixLength(int position)
    {
        var end = position;
        while (end < Source.Length && NumberSuffixes.Contains(Source[end], StringComparison.Ordinal))
            end++;
        return end - position <= 2 ? end - position : 0;
    }

    protected override StringLiteral ReadTextAt(int position)
    {
        var value = new StringBuilder();
        var at = position + 1;
        while (at < Source.Length && Source[at] != '"')
        {
            if (Source[at] != '\\')
            {
                value.Append(Source[at++]);
                continue;
            }

            if (!TryUnescape(at + 1, out var unit, out var length))
                return StringLiteral.Fail(at, "'\\'", "an escape such as \\\\ \\\" \\n \\t \\xXX \\uXXXX");
            value.Append(unit);
            at += 1 + length;
        }

        if (at == Source.Length)
            return StringLiteral.Fail(position, "a string without an end", "a closing '\"'");
        var text = value.ToString();
        return StringLiteral.IsWellFormed(text)
            ? new(text, at + 1, null)
            : StringLiteral.Fail(position, "a string with an unpaired surrogate", "well-formed text");
    }

    private bool TryUnescape(int position, out char unit, out int length)
    {
        var escape = position < Source.Length ? Source[position] : '\0';
        (unit, length) = (escape, 1);
        switch (escape)
        {
            case 'u':
                length = 1 + StringLiteral.UnicodeEscapeDigits;
                return StringLiteral.TryReadUnit(Source, position + 1, StringLiteral.UnicodeEscapeDigits, out unit);
            case 'x':
                length = 1 + ByteEscapeDigits;
                return StringLiteral.TryReadUnit(Source, position + 1, ByteEscapeDigits, out unit);
            case 'a' or 'b' or 't' or 'r' or 'v' or 'f' or 'n' or 'e':
                unit = escape switch
                {
                    'a' => '\a',
                    'b' => '\b',
                    't' => '\t',
                    'r' => '\r',
                    'v' => '\v',
                    'f' => '\f',
                    'n' => '\n',
                    _ => '\e',
                };
                return true;
            default:
                return escape is not '\0' && !char.IsAsciiLetterOrDigit(escape) && !char.IsSurrogate(escape);
        }
    }
}
