using System.Globalization;
using System.Numerics;
using Qa.Rules.Interactions;
using Qa.Rules.Trees.Reading;

namespace Qa.Rules.Trees;

/// <summary>
/// The value of a number as a document writes it. Meaning is exact decimal, identity is by IEEE double (norm-tree.md §5);
/// so a number means the shortest decimal of its double, which is what was written up to 15 digits. Then two trees of the
/// same hash mean the same, and a tree read back from its canonical JSON is the same tree.
/// </summary>
internal static class DocumentNumber
{
    /// <summary>False for infinities, NaN, and what a double cannot hold.</summary>
    public static bool TryReadDouble(string text, out double value)
    {
        value = 0;
        if (text.Length > ExactNumber.MaximumLength || !(CoreSchema.IsInteger(text) || CoreSchema.IsFloat(text)))
            return false;
        var written = Radix(text) == 10 ? text : ReadInteger(text).ToString(CultureInfo.InvariantCulture);
        return double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    /// <summary>The shortest decimal of the number's double: what its canonical form says. False as for <see cref="TryReadDouble"/>.</summary>
    public static bool TryReadExact(string text, out ExactNumber value)
    {
        value = default;
        return TryReadDouble(text, out var binary)
            && ExactNumber.TryParse(binary.ToString("R", CultureInfo.InvariantCulture), out value);
    }

    /// <summary>False where a <see cref="decimal"/> cannot hold the number as it is.</summary>
    public static bool TryConvert(ExactNumber number, out decimal value)
    {
        value = 0;
        var (numerator, denominator) = (number.Numerator, number.Denominator);
        const int MostDecimals = 28;
        for (var decimals = 0; decimals <= MostDecimals; decimals++, numerator *= 10)
        {
            if (!(numerator % denominator).IsZero)
                continue;
            var unscaled = numerator / denominator;
            var magnitude = BigInteger.Abs(unscaled);
            if (magnitude >> 96 != 0)
                return false;
            value = new((int)(uint)(magnitude & uint.MaxValue), (int)(uint)((magnitude >> 32) & uint.MaxValue), (int)(uint)(magnitude >> 64), unscaled.Sign < 0, (byte)decimals);
            return true;
        }

        return false;
    }

    private static int Radix(string text) => text switch
    {
        ['0', 'x', ..] => 16,
        ['0', 'o', ..] => 8,
        _ => 10,
    };

    private static BigInteger ReadInteger(string text)
    {
        var (radix, value) = (Radix(text), BigInteger.Zero);
        foreach (var digit in text.AsSpan(2))
            value = value * radix + int.Parse([digit], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return value;
    }
}
