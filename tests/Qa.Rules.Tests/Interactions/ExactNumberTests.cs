using CsCheck;
using Qa.Rules.Interactions;

namespace Qa.Rules.Tests.Interactions;

public sealed class ExactNumberTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("1.50", "3/2")]
    [InlineData("-2.5e1", "-25")]
    [InlineData("1e-3", "1/1000")]
    [InlineData("0.1", "1/10")]
    public void TryParse_Number_IsExact(string text, string expected)
    {
        ExactNumber.TryParse(text, out var value).Should().BeTrue();
        value.ToString().Should().Be(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1e")]
    [InlineData("1e401")]
    [InlineData("1e99999999999")]
    [InlineData("0x10")]
    [InlineData("1 ")]
    [InlineData("NaN")]
    public void TryParse_NoNumber_IsRefused(string text) => ExactNumber.TryParse(text, out _).Should().BeFalse();

    [Fact]
    public void TryParse_LongerThanTheBound_IsRefused() =>
        ExactNumber.TryParse(new string('1', ExactNumber.MaximumLength + 1), out _).Should().BeFalse();

    [Theory]
    [InlineData("0.0005", 1)]
    [InlineData("-0.0005", -1)]
    [InlineData("0.00049999999999999999999999999999999999", 0)]
    [InlineData("2.0015", 2002)]
    [InlineData("-2.0015", -2002)]
    [InlineData("0", 0)]
    public void TryRoundScaled_HalfAwayFromZero(string text, long expected)
    {
        ExactNumber.TryParse(text, out var value).Should().BeTrue();
        value.TryRoundScaled(1_000, out var scaled).Should().BeTrue();
        scaled.Should().Be(expected);
    }

    [Fact]
    public void TryRoundScaled_TooLarge_IsRefused()
    {
        ExactNumber.TryParse("1e300", out var value).Should().BeTrue();
        value.TryRoundScaled(1_000, out _).Should().BeFalse();
    }

    [Fact]
    public void Arithmetic_ThirdTimesThree_IsOne() =>
        (ExactNumber.FromInteger(1) / ExactNumber.FromInteger(3) * ExactNumber.FromInteger(3)).Should().Be(ExactNumber.FromInteger(1));

    [Fact]
    public void Division_ByZero_Throws() =>
        FluentActions.Invoking(() => ExactNumber.FromInteger(1) / default(ExactNumber)).Should().Throw<DivideByZeroException>();

    [Fact]
    public void Laws_OfAField_Hold() =>
        Gen.Select(Number, Number, Number).Sample((a, b, c) =>
        {
            (a + b).Should().Be(b + a);
            (a * (b + c)).Should().Be(a * b + a * c);
            (a - b + b).Should().Be(a);
            if (!b.IsZero)
                (a / b * b).Should().Be(a);
            (a < b).Should().Be(b - a > default(ExactNumber));
            a.CompareTo(b).Should().Be(-b.CompareTo(a));
        });

    private static readonly Gen<ExactNumber> Number =
        Gen.Select(Gen.Long[-1_000_000, 1_000_000], Gen.Long[1, 1_000], ExactNumber.FromFraction);
}
