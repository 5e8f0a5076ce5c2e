using System.Globalization;

namespace Qa.Rules.Versions;

/// <summary>
/// The text of a double as ECMAScript's Number::toString gives it, which RFC 8785 asks for. The platform finds the same
/// shortest digits; only where it puts the point and the exponent differs.
/// </summary>
internal static class EcmaScriptNumber
{
    // ECMAScript writes an exponent from 1e21 up and below 1e-6.
    private const int MostWholeDigits = 21;
    private const int LeastLeadingZeros = -6;

    /// <exception cref="ArgumentException">The value is infinite or NaN, which JSON cannot say.</exception>
    public static string ToText(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentException("A number in JSON is finite.", nameof(value));
        if (value == 0)
            return "0";
        var (digits, point) = Shortest(Math.Abs(value));
        var sign = value < 0 ? "-" : "";
        if (point is > 0 and <= MostWholeDigits)
        {
            return digits.Length <= point
                ? sign + digits.PadRight(point, '0')
                : $"{sign}{digits.AsSpan(0, point)}.{digits.AsSpan(point)}";
        }

        if (point is > LeastLeadingZeros and <= 0)
            return $"{sign}0.{new string('0', -point)}{digits}";
        var fraction = digits.Length > 1 ? "." + digits[1..] : "";
        var exponent = (point - 1).ToString("+0;-0", CultureInfo.InvariantCulture);
        return $"{sign}{digits[0]}{fraction}e{exponent}";
    }

    /// <summary>The shortest digits that name the double, and where the point stands among them: the value is 0.digits × 10^point.</summary>
    private static (string Digits, int Point) Shortest(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var exponentMark = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = exponentMark < 0 ? 0 : int.Parse(text.AsSpan(exponentMark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = exponentMark < 0 ? text : text[..exponentMark];
        var pointMark = mantissa.IndexOf('.', StringComparison.Ordinal);
        var point = (pointMark < 0 ? mantissa.Length : pointMark) + exponent;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var significant = digits.TrimStart('0');
        point -= digits.Length - significant.Length;
        return (significant.TrimEnd('0'), point);
    }
}
