using System.Buffers;
using System.Globalization;
using System.Text;

namespace Qa.Rules.Versions;

/// <summary>
/// Writes strings and numbers as RFC 8785 has them, byte for byte: the shortest escapes, and numbers as ECMAScript prints an
/// IEEE double. Ours, because the platform's writers escape more, and may change what they escape.
/// </summary>
internal static class JsonText
{
    // ECMAScript writes numbers plainly from 1e-6 up to (not including) 1e21, and with an exponent beyond.
    private const int LeastPlainExponent = -6;
    private const int FirstLargeExponent = 21;

    public static void WriteString(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        WriteByte(output, (byte)'"');
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(s_escaped);
            if (plain < 0)
                plain = text.Length;
            Encoding.UTF8.GetBytes(text[..plain], output);
            if (plain == text.Length)
                break;
            WriteEscape(output, text[plain]);
            text = text[(plain + 1)..];
        }

        WriteByte(output, (byte)'"');
    }

    public static void WriteNumber(IBufferWriter<byte> output, int value)
    {
        var span = output.GetSpan(11);
        value.TryFormat(span, out var written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    /// <summary>The nearest double of a decimal, as ECMAScript prints it.</summary>
    public static void WriteNumber(IBufferWriter<byte> output, decimal value)
    {
        if (decimal.IsInteger(value) && value is > int.MinValue and < int.MaxValue)
            WriteNumber(output, (int)value);
        else
            WriteNumber(output, NearestDouble(value));
    }

    public static void WriteNumber(IBufferWriter<byte> output, double value)
    {
        // Nearly all numbers are small whole ones, which need no thought; negative zero is written as zero.
        if (value is > int.MinValue and < int.MaxValue && (int)value == value)
            WriteNumber(output, (int)value);
        else
            Encoding.ASCII.GetBytes(FormatNumber(value), output);
    }

    public static void WriteBoolean(IBufferWriter<byte> output, bool value) => output.Write(value ? "true"u8 : "false"u8);

    public static void WriteByte(IBufferWriter<byte> output, byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    /// <summary>ECMAScript's Number::toString of a finite double.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite: JSON has no such number.</exception>
    public static string FormatNumber(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "JSON has only finite numbers");
        if (value == 0d)
            return "0";

        // The round-trip form has the shortest digits, as ECMAScript has; only where it puts the point differs.
        var roundTrip = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var mark = roundTrip.IndexOf('E', StringComparison.Ordinal);
        var plain = mark < 0 ? roundTrip : roundTrip[..mark];
        var point = plain.IndexOf('.', StringComparison.Ordinal);
        var digits = plain.Replace(".", "", StringComparison.Ordinal);
        var mantissa = digits.Trim('0');
        var exponent = (point < 0 ? plain.Length : point) - 1 - (digits.Length - digits.TrimStart('0').Length);
        if (mark >= 0)
            exponent += int.Parse(roundTrip.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var sign = value < 0d ? "-" : "";
        return exponent switch
        {
            >= FirstLargeExponent or < LeastPlainExponent => sign + WithExponent(mantissa, exponent),
            < 0 => $"{sign}0.{new string('0', -exponent - 1)}{mantissa}",
            _ when mantissa.Length <= exponent + 1 => sign + mantissa.PadRight(exponent + 1, '0'),
            _ => $"{sign}{mantissa.AsSpan(0, exponent + 1)}.{mantissa.AsSpan(exponent + 1)}",
        };
    }

    /// <summary>The double nearest to a decimal: the platform's cast is off by one bit for some.</summary>
    public static double NearestDouble(decimal value) =>
        double.Parse(value.ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static readonly SearchValues<char> s_escaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\']);

    private static string WithExponent(string mantissa, int exponent)
    {
        var digits = mantissa.Length == 1 ? mantissa : $"{mantissa[0]}.{mantissa.AsSpan(1)}";
        return string.Create(CultureInfo.InvariantCulture, $"{digits}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}");
    }

    private static void WriteEscape(IBufferWriter<byte> output, char character)
    {
        switch (character)
        {
            case '"': output.Write("\\\""u8); break;
            case '\\': output.Write("\\\\"u8); break;
            case '\b': output.Write("\\b"u8); break;
            case '\t': output.Write("\\t"u8); break;
            case '\n': output.Write("\\n"u8); break;
            case '\f': output.Write("\\f"u8); break;
            case '\r': output.Write("\\r"u8); break;
            default:
                Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"), output);
                break;
        }
    }
}
