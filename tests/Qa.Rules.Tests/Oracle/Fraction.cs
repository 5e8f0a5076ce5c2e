using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Oracle;

/// <summary>An exact number: the oracle rounds nowhere but where the page says so, so it never needs to argue that a rounding does no harm.</summary>
internal sealed record Fraction : IComparable<Fraction>
{
    public static readonly Fraction Zero = new(0, 1);
    public static readonly Fraction One = new(1, 1);

    public Fraction(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero) throw new DivideByZeroException();
        // INVARIANT: lowest terms and a positive denominator, so that equal numbers have equal parts.
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        Denominator = denominator / divisor;
    }

    public BigInteger Numerator { get; }

    public BigInteger Denominator { get; }

    public static implicit operator Fraction(int value) => new(value, 1);

    public static Fraction operator +(Fraction a, Fraction b) =>
        new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Fraction operator -(Fraction a, Fraction b) => a + (-b);

    public static Fraction operator -(Fraction a) => new(-a.Numerator, a.Denominator);

    public static Fraction operator *(Fraction a, Fraction b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Fraction operator /(Fraction a, Fraction b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static bool operator <(Fraction a, Fraction b) => a.CompareTo(b) < 0;

    public static bool operator >(Fraction a, Fraction b) => a.CompareTo(b) > 0;

    public static bool operator <=(Fraction a, Fraction b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Fraction a, Fraction b) => a.CompareTo(b) >= 0;

    public static Fraction Min(Fraction a, Fraction b) => a < b ? a : b;

    public static Fraction Max(Fraction a, Fraction b) => a > b ? a : b;

    /// <summary>A number as it stands in JSON text, to its last digit.</summary>
    public static Fraction Parse(string json)
    {
        var exponentAt = json.IndexOfAny(['e', 'E']);
        var exponent = exponentAt < 0 ? 0 : int.Parse(json[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = exponentAt < 0 ? json : json[..exponentAt];
        var pointAt = mantissa.IndexOf('.', StringComparison.Ordinal);
        var decimals = pointAt < 0 ? 0 : mantissa.Length - pointAt - 1;
        var digits = BigInteger.Parse(mantissa.Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var power = exponent - decimals;
        return power >= 0 ? new(digits * BigInteger.Pow(10, power), 1) : new(digits, BigInteger.Pow(10, -power));
    }

    public static Fraction? Of(JsonNode? number) => number is null ? null : Parse(number.ToJsonString());

    /// <summary>To a number of decimals, half away from zero.</summary>
    public Fraction RoundTo(int decimals)
    {
        var scale = BigInteger.Pow(10, decimals);
        var scaled = BigInteger.Abs(Numerator) * scale;
        var whole = ((scaled * 2) + Denominator) / (Denominator * 2);
        return new(whole * Numerator.Sign, scale);
    }

    /// <summary>The JSON number: the nearest IEEE double in ECMAScript form.</summary>
    public JsonNode ToJson()
    {
        // What a scorecard shows are sums of products of decimals, so some power of ten always makes the number whole.
        var decimals = 0;
        while (!(Numerator * BigInteger.Pow(10, decimals) % Denominator).IsZero) decimals++;
        var text = $"{(Numerator * BigInteger.Pow(10, decimals) / Denominator).ToString(CultureInfo.InvariantCulture)}e-{decimals}";
        return JsonNode.Parse(NaiveCanonicalJson.Number(text))!;
    }

    public int CompareTo(Fraction? other) =>
        (Numerator * other!.Denominator).CompareTo(other.Numerator * Denominator);
}
