using System.Globalization;
using System.Numerics;

namespace Qa.Rules.Interactions;

/// <summary>
/// A rational number, exact under + - * / and comparison. Scoring never rounds in binary, so numbers of interactions and
/// of <c>expr</c> are held as fractions. The default value is 0. Denominators are positive; fractions are reduced.
/// </summary>
public readonly struct ExactNumber : IEquatable<ExactNumber>, IComparable<ExactNumber>
{
    /// <summary>Longest text of a number that is read: room for every significant digit of a double, of which there are at most 767.</summary>
    public const int MaximumLength = 800;

    /// <summary>Largest magnitude of an exponent that is read: what an IEEE double can hold.</summary>
    public const int MaximumExponent = 400;

    private readonly BigInteger _numerator;

    // INVARIANT: the denominator less one, so that default(ExactNumber) is 0/1; never negative.
    private readonly BigInteger _denominatorLessOne;

    private ExactNumber(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.Sign < 0)
        {
            numerator = -numerator;
            denominator = -denominator;
        }

        if (!denominator.IsOne)
        {
            var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
            numerator /= divisor;
            denominator /= divisor;
        }

        _numerator = numerator;
        _denominatorLessOne = denominator - 1;
    }

    public BigInteger Numerator => _numerator;

    public BigInteger Denominator => _denominatorLessOne + 1;

    public bool IsZero => _numerator.IsZero;

    public static ExactNumber FromInteger(long value) => new(value, BigInteger.One);

    /// <summary>The fraction of two integers. <paramref name="denominator"/> must not be 0.</summary>
    public static ExactNumber FromFraction(long numerator, long denominator) =>
        denominator == 0 ? throw new DivideByZeroException() : new(numerator, denominator);

    /// <summary>Reads a number in JSON's form (an optional leading <c>+</c> is allowed too). False when it is none, or out of the bounds above.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ExactNumber value)
    {
        value = default;
        if (text.Length is 0 or > MaximumLength)
            return false;
        var position = 0;
        var negative = text[0] == '-';
        if (text[0] is '-' or '+')
            position++;
        var digitsStart = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
            position++;
        var integerDigits = text[digitsStart..position];
        var fractionDigits = ReadOnlySpan<char>.Empty;
        if (position < text.Length && text[position] == '.')
        {
            var fractionStart = ++position;
            while (position < text.Length && char.IsAsciiDigit(text[position]))
                position++;
            fractionDigits = text[fractionStart..position];
        }

        if (integerDigits.Length + fractionDigits.Length == 0)
            return false;
        var exponent = 0;
        if (position < text.Length && text[position] is 'e' or 'E')
        {
            if (!int.TryParse(text[(position + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
                || Math.Abs((long)exponent) > MaximumExponent)
                return false;
            position = text.Length;
        }

        if (position != text.Length)
            return false;
        var unscaled = BigInteger.Parse(string.Concat("0", integerDigits, fractionDigits), NumberStyles.None, CultureInfo.InvariantCulture);
        if (negative)
            unscaled = -unscaled;
        var scale = exponent - fractionDigits.Length;
        value = scale >= 0
            ? new(unscaled * BigInteger.Pow(10, scale), BigInteger.One)
            : new(unscaled, BigInteger.Pow(10, -scale));
        return true;
    }

    /// <summary>This number times <paramref name="scale"/>, rounded to a whole number, half away from zero. False when it does not fit.</summary>
    public bool TryRoundScaled(int scale, out long result)
    {
        result = 0;
        var denominator = Denominator;
        var doubled = BigInteger.Abs(_numerator) * scale * 2 + denominator;
        var rounded = doubled / (denominator * 2);
        if (rounded > long.MaxValue)
            return false;
        result = _numerator.Sign < 0 ? -(long)rounded : (long)rounded;
        return true;
    }

    /// <summary>
    /// A number from 0 to 1 cut, not rounded, after 28 decimals. What is less than a decimal of so many digits stays less, and
    /// what is not, does not become it, so comparing with one gives what comparing exactly would.
    /// </summary>
    /// <exception cref="InvalidOperationException">The number is not from 0 to 1.</exception>
    internal decimal CutToDecimal()
    {
        const byte decimals = 28;
        if (_numerator.Sign < 0 || _numerator > Denominator)
            throw new InvalidOperationException("The number is not from 0 to 1.");
        var units = (UInt128)(_numerator * BigInteger.Pow(10, decimals) / Denominator);
        return new((int)(uint)units, (int)(uint)(units >> 32), (int)(uint)(units >> 64), isNegative: false, decimals);
    }

    public static ExactNumber operator +(ExactNumber a, ExactNumber b) =>
        new(a._numerator * b.Denominator + b._numerator * a.Denominator, a.Denominator * b.Denominator);

    public static ExactNumber operator -(ExactNumber a, ExactNumber b) =>
        new(a._numerator * b.Denominator - b._numerator * a.Denominator, a.Denominator * b.Denominator);

    public static ExactNumber operator *(ExactNumber a, ExactNumber b) =>
        new(a._numerator * b._numerator, a.Denominator * b.Denominator);

    /// <exception cref="DivideByZeroException"><paramref name="b"/> is 0.</exception>
    public static ExactNumber operator /(ExactNumber a, ExactNumber b) =>
        b.IsZero ? throw new DivideByZeroException() : new(a._numerator * b.Denominator, a.Denominator * b._numerator);

    public static ExactNumber operator -(ExactNumber a) => new(-a._numerator, a.Denominator);

    public static bool operator ==(ExactNumber a, ExactNumber b) => a.Equals(b);

    public static bool operator !=(ExactNumber a, ExactNumber b) => !a.Equals(b);

    public static bool operator <(ExactNumber a, ExactNumber b) => a.CompareTo(b) < 0;

    public static bool operator >(ExactNumber a, ExactNumber b) => a.CompareTo(b) > 0;

    public static bool operator <=(ExactNumber a, ExactNumber b) => a.CompareTo(b) <= 0;

    public static bool operator >=(ExactNumber a, ExactNumber b) => a.CompareTo(b) >= 0;

    public int CompareTo(ExactNumber other) => (_numerator * other.Denominator).CompareTo(other._numerator * Denominator);

    public bool Equals(ExactNumber other) =>
        _numerator.Equals(other._numerator) && _denominatorLessOne.Equals(other._denominatorLessOne);

    public override bool Equals(object? obj) => obj is ExactNumber other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_numerator, _denominatorLessOne);

    public override string ToString() => Denominator.IsOne
        ? _numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{_numerator}/{Denominator}");
}
