namespace Qa.Rules.Trees.Reading;

/// <summary>
/// The core schema of YAML 1.2 (§10.3.2): what a plain scalar means. So <c>no</c>, <c>yes</c> and <c>1_000</c> are
/// strings, <c>0x1F</c> and <c>0o17</c> are numbers, and <c>010</c> is ten.
/// </summary>
internal static class CoreSchema
{
    public static ScalarKind KindOf(ReadOnlySpan<char> text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKind.Boolean,
        _ => IsInteger(text) || IsFloat(text) ? ScalarKind.Number : ScalarKind.String,
    };

    public static bool IsTrue(ReadOnlySpan<char> text) => text is "true" or "True" or "TRUE";

    public static bool IsInteger(ReadOnlySpan<char> text) => text switch
    {
        ['0', 'o', .. var digits] => digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '7'),
        ['0', 'x', .. var digits] => digits.Length > 0 && IsHexadecimal(digits),
        ['+' or '-', .. var digits] => IsDecimal(digits),
        _ => IsDecimal(text),
    };

    public static bool IsFloat(ReadOnlySpan<char> text)
    {
        if (text is ".nan" or ".NaN" or ".NAN")
            return true;
        var unsigned = text is ['+' or '-', ..] ? text[1..] : text;
        if (unsigned is ".inf" or ".Inf" or ".INF")
            return true;
        var exponentMark = unsigned.IndexOfAny('e', 'E');
        if (exponentMark >= 0)
        {
            var exponent = unsigned[(exponentMark + 1)..];
            if (!IsDecimal(exponent is ['+' or '-', ..] ? exponent[1..] : exponent))
                return false;
            unsigned = unsigned[..exponentMark];
        }

        var point = unsigned.IndexOf('.');
        if (point < 0)
            return IsDecimal(unsigned);
        var whole = unsigned[..point];
        var fraction = unsigned[(point + 1)..];
        return whole.Length + fraction.Length > 0
            && (whole.Length == 0 || IsDecimal(whole))
            && (fraction.Length == 0 || IsDecimal(fraction));
    }

    private static bool IsDecimal(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');

    private static bool IsHexadecimal(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c))
                return false;
        }

        return true;
    }
}
