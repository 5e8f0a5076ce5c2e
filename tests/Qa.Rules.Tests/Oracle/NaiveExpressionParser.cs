using System.Text.Json;

namespace Qa.Rules.Tests.Oracle;

/// <summary>Reads the little language of <c>expr</c>, one method a level of C#'s precedence. Only valid expressions come here.</summary>
internal sealed class NaiveExpressionParser(string source)
{
    private static readonly string[][] Levels = [["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/"]];

    private int _at;

    public NaiveExpression Parse()
    {
        var expression = Binary(0);
        SkipSpace();
        return _at == source.Length ? expression : throw Error();
    }

    private NaiveExpression Binary(int level)
    {
        if (level == Levels.Length) return Unary();
        var left = Binary(level + 1);
        while (Levels[level].FirstOrDefault(TryTake) is { } op) left = new(op, op, [left, Binary(level + 1)]);
        return left;
    }

    private NaiveExpression Unary()
    {
        if (TryTake("!")) return new("not", "!", [Unary()]);
        if (TryTake("-")) return new("negate", "-", [Unary()]);
        if (!TryTake("(")) return Primary();
        var inner = Binary(0);
        Take(")");
        return inner;
    }

    private NaiveExpression Primary()
    {
        SkipSpace();
        if (source[_at] == '"') return new("string", QuotedString(), []);
        if (char.IsAsciiDigit(source[_at])) return new("number", While(c => char.IsAsciiDigit(c) || c == '.'), []);
        var word = While(char.IsAsciiLetter);
        switch (word)
        {
            case "true" or "false" or "null":
                return new("word", word, []);
            case "metrics":
                Take(".");
                SkipSpace();
                return new("metric", While(char.IsAsciiLetter), []);
            case "hits":
                Take("(");
                var let = QuotedString();
                Take(")");
                return new("hits", let, []);
            case "interaction":
                Take(".");
                SkipSpace();
                var field = While(char.IsAsciiLetter);
                if (field != "attributes") return new("interaction", field, []);
                Take("[");
                var key = QuotedString();
                Take("]");
                return new("attribute", key, []);
            default:
                throw Error();
        }
    }

    private string QuotedString()
    {
        SkipSpace();
        var start = _at++;
        while (source[_at] != '"') _at += source[_at] == '\\' ? 2 : 1;
        _at++;
        return JsonSerializer.Deserialize<string>(source[start.._at])!;
    }

    private string While(Func<char, bool> accepted)
    {
        var start = _at;
        while (_at < source.Length && accepted(source[_at])) _at++;
        return source[start.._at];
    }

    private void Take(string symbol)
    {
        if (!TryTake(symbol)) throw Error();
    }

    private bool TryTake(string symbol)
    {
        SkipSpace();
        if (!source.AsSpan(_at).StartsWith(symbol, StringComparison.Ordinal)) return false;
        // "!" before "=" is another operator.
        if (symbol == "!" && _at + 1 < source.Length && source[_at + 1] == '=') return false;
        _at += symbol.Length;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < source.Length && char.IsWhiteSpace(source[_at])) _at++;
    }

    private FormatException Error() => new($"expr: at {_at} of {source}");
}
