using System.Buffers;
using System.Globalization;
using System.Text;
using CsCheck;
using Qa.Rules.Versions;

namespace Qa.Rules.Tests.Versions;

public sealed class JsonTextTests
{
    /// <summary>Numbers of RFC 8785, appendix B, and others around the places where the form changes.</summary>
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(unchecked((long)0x8000000000000000), "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(unchecked((long)0x8000000000000001), "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(unchecked((long)0xbecbf647612f3696), "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void FormatNumber_Rfc8785Samples(long bits, string expected) =>
        JsonText.FormatNumber(BitConverter.Int64BitsToDouble(bits)).Should().Be(expected);

    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("-5", "-5")]
    [InlineData("98.5", "98.5")]
    [InlineData("0.1", "0.1")]
    [InlineData("100.00", "100")]
    public void WriteNumber_Decimal_IsTheNearestDouble(string value, string expected)
    {
        var output = new ArrayBufferWriter<byte>();
        JsonText.WriteNumber(output, decimal.Parse(value, CultureInfo.InvariantCulture));
        Encoding.ASCII.GetString(output.WrittenSpan).Should().Be(expected);
    }

    [Fact]
    public void FormatNumber_AnyDouble_ReadsBackTheSame() => Gen.Double.Where(double.IsFinite).Sample(value =>
        double.Parse(JsonText.FormatNumber(value), CultureInfo.InvariantCulture).Should().Be(value));

    [Fact]
    public void FormatNumber_NotFinite_Throws() =>
        FluentActions.Invoking(() => JsonText.FormatNumber(double.NaN)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void WriteString_Escapes_AreTheShortest()
    {
        var output = new ArrayBufferWriter<byte>();
        JsonText.WriteString(output, "\"\\\b\t\n\f\r\u0001\u001f/<>&\u007f\u2028好😀");
        Encoding.UTF8.GetString(output.WrittenSpan).Should().Be("\"\\\"\\\\\\b\\t\\n\\f\\r\\u0001\\u001f/<>&\u007f\u2028好😀\"");
    }
}
