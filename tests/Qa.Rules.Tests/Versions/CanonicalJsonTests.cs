using System.Text;
using System.Text.Json;
using CsCheck;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Reading;
using Qa.Rules.Versions;

namespace Qa.Rules.Tests.Versions;

/// <summary>The examples of RFC 8785, through both models of values.</summary>
public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001], "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}""",
        """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""")]
    [InlineData("""{"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7}""",
        "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\uFB33\":3}")]
    [InlineData("""[56, {"d": true, "10": null, "1": []}]""", """[56,{"1":[],"10":null,"d":true}]""")]
    [InlineData("[-0, -0.0, 0e5, 1e21, 1e20, 123456789012345680000, 1e-6, 1e-7, 5e-324, 1.7976931348623157e308, 0.1]",
        "[0,0,0,1e+21,100000000000000000000,123456789012345680000,0.000001,1e-7,5e-324,1.7976931348623157e+308,0.1]")]
    [InlineData("\"\\b\\f\\n\\r\\t\\u0001\\u007f\\u2028\"", "\"\\b\\f\\n\\r\\t\\u0001\u007f\u2028\"")]
    public void Of_Json_IsCanonical(string json, string canonical)
    {
        using var document = JsonDocument.Parse(json);
        Encoding.UTF8.GetString(CanonicalJson.Of(document.RootElement)).Should().Be(canonical);
        Encoding.UTF8.GetString(CanonicalJson.OfText(Encoding.UTF8.GetBytes(json))).Should().Be(canonical);
        Encoding.UTF8.GetString(CanonicalJson.Of(DocumentReader.Read(json).Root!)).Should().Be(canonical);
    }

    [Theory]
    [InlineData("{\"a\": 1, \"a\": 1}")]
    [InlineData("1e999")]
    public void Of_JsonWithoutCanonicalForm_Throws(string json)
    {
        var ofText = () => CanonicalJson.OfText(Encoding.UTF8.GetBytes(json));
        ofText.Should().Throw<Exception>().Which.Should().Match(e => e is ArgumentException || e is FormatException);
    }

    [Fact]
    public void Of_HalfASurrogatePair_Throws()
    {
        var of = () => CanonicalJson.Of(new DocumentScalar(default, ScalarKind.String, "\uDC00"));
        of.Should().Throw<ArgumentException>();
    }

    // Whatever double is written, it is read back as itself.
    [Fact]
    public void Of_Number_NamesItsDouble() => Gen.Double.Where(double.IsFinite).Sample(value =>
    {
        var text = Encoding.UTF8.GetString(CanonicalJson.OfText(Encoding.UTF8.GetBytes(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture))));
        double.Parse(text, System.Globalization.CultureInfo.InvariantCulture).Should().Be(value);
    }, iter: 2_000, threads: 1);
}
