using System.Globalization;
using System.Text;

namespace Qa.Rules.Conditions.Expressions;

/// <summary>A string as it stands in an expression: in double quotes, with JSON's escapes, well-formed when it is read.</summary>
/// <param name="Value">The string itself; empty when there is an error.</param>
/// <param name="End">Where the source goes on after the closing quote.</param>
internal readonly record struct StringLiteral(string Value, int End, ExpressionError? Error)
{
    public const int UnicodeEscapeDigits = 4;

    /// <summary>Reads the literal whose opening quote stands at <paramref name="start"/>.</summary>
    public static StringLiteral ReadJson(string source, int start)
    {
        var value = new StringBuilder();
        var position = start + 1;
        while (position < source.Length && source[position] != '"')
        {
            var unit = source[position];
            if (unit < ' ')
                return Fail(position, $"the control character U+{(int)unit:X4}", "an escape such as \\n");
            if (unit != '\\')
            {
                value.Append(unit);
                position++;
                continue;
            }

            var escape = position + 1 < source.Length ? source[position + 1] : '\0';
            if (escape == 'u')
            {
                if (!TryReadUnit(source, position + 2, UnicodeEscapeDigits, out var escaped))
                    return Fail(position, "'\\u'", "four hexadecimal digits after it");
                value.Append(escaped);
                position += 2 + UnicodeEscapeDigits;
                continue;
            }

            if (Unescape(escape) is not { } plain)
                return Fail(position, "'\\'", "one of JSON's escapes: \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX");
            value.Append(plain);
            position += 2;
        }

        if (position == source.Length)
            return Fail(start, "a string without an end", "a closing '\"'");
        var text = value.ToString();
        return IsWellFormed(text)
            ? new(text, position + 1, null)
            : Fail(start, "a string with an unpaired surrogate", "well-formed text");
    }

    /// <summary>Writes a string so that <see cref="ReadJson"/> reads it back; what JSON need not escape stays as it is.</summary>
    public static void WriteJson(StringBuilder target, string value)
    {
        target.Append('"');
        foreach (var unit in value)
        {
            if (unit is '"' or '\\')
                target.Append('\\').Append(unit);
            else if (unit < ' ')
                target.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
            else
                target.Append(unit);
        }

        target.Append('"');
    }

    /// <summary>Reads a code unit written as so many hexadecimal digits.</summary>
    public static bool TryReadUnit(string source, int position, int digits, out char unit)
    {
        unit = '\0';
        if (position + digits > source.Length
            || !ushort.TryParse(source.AsSpan(position, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            return false;
        unit = (char)code;
        return true;
    }

    public static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsSurrogatePair(text, i))
                return false;
            i++;
        }

        return true;
    }

    public static StringLiteral Fail(int position, string found, string expected) => new("", position, new(position, found, expected));

    private static char? Unescape(char escape) => escape switch
    {
        '"' or '\\' or '/' => escape,
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => null,
    };
}
