using System.Text;
using Qa.Rules.Interactions;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Reading;

namespace Qa.Rules.Tests.Trees;

/// <summary>Texts as values: YAML's core schema, places, and what no parser may be left alone with.</summary>
public sealed class DocumentReadingTests
{
    [Theory]
    [InlineData("null", ScalarKind.Null)]
    [InlineData("~", ScalarKind.Null)]
    [InlineData("", ScalarKind.Null)]
    [InlineData("nULL", ScalarKind.String)]
    [InlineData("true", ScalarKind.Boolean)]
    [InlineData("False", ScalarKind.Boolean)]
    [InlineData("yes", ScalarKind.String)]
    [InlineData("no", ScalarKind.String)]
    [InlineData("on", ScalarKind.String)]
    [InlineData("110", ScalarKind.Number)]
    [InlineData("+110", ScalarKind.Number)]
    [InlineData("010", ScalarKind.Number)]
    [InlineData("0o17", ScalarKind.Number)]
    [InlineData("0o18", ScalarKind.String)]
    [InlineData("0x1F", ScalarKind.Number)]
    [InlineData("-0x1F", ScalarKind.String)]
    [InlineData("0x", ScalarKind.String)]
    [InlineData("1_000", ScalarKind.String)]
    [InlineData("1.", ScalarKind.Number)]
    [InlineData(".5", ScalarKind.Number)]
    [InlineData("-.5e-3", ScalarKind.Number)]
    [InlineData("1e5", ScalarKind.Number)]
    [InlineData("1e", ScalarKind.String)]
    [InlineData("e5", ScalarKind.String)]
    [InlineData(".", ScalarKind.String)]
    [InlineData("+", ScalarKind.String)]
    [InlineData("-", ScalarKind.String)]
    [InlineData("..5", ScalarKind.String)]
    [InlineData("1.2.3", ScalarKind.String)]
    [InlineData(".inf", ScalarKind.Number)]
    [InlineData("-.INF", ScalarKind.Number)]
    [InlineData(".NaN", ScalarKind.Number)]
    [InlineData("inf", ScalarKind.String)]
    [InlineData("12:30", ScalarKind.String)]
    [InlineData("2026-03-01", ScalarKind.String)]
    [InlineData("一", ScalarKind.String)]
    [InlineData("１", ScalarKind.String)]
    public void KindOf_PlainScalar_FollowsTheCoreSchema(string text, object kind) =>
        CoreSchema.KindOf(text).Should().Be((ScalarKind)kind);

    [Theory]
    [InlineData("0x10", 16)]
    [InlineData("0o17", 15)]
    [InlineData("010", 10)]
    [InlineData("+1.5", 1.5)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("-1e-3", -0.001)]
    [InlineData("0x7FFFFFFFFFFFFFFF", 9223372036854775807d)]
    [InlineData("9007199254740993", 9007199254740992d)]
    public void TryReadDouble_Number_IsItsValue(string text, double value)
    {
        DocumentNumber.TryReadDouble(text, out var read).Should().BeTrue();
        read.Should().Be(value);
    }

    [Theory]
    [InlineData(".inf")]
    [InlineData(".nan")]
    [InlineData("1e400")]
    [InlineData("abc")]
    [InlineData("")]
    public void TryReadDouble_NoFiniteNumber_IsRefused(string text) => DocumentNumber.TryReadDouble(text, out _).Should().BeFalse();

    [Theory]
    [InlineData("0.1", "0.1")]
    [InlineData("0.10000000000000000000", "0.1")]
    [InlineData("0.6666666666666666", "0.6666666666666666")]
    [InlineData("0.1000000000000000055511151231257827", "0.1")]
    [InlineData("0.80000000000000001", "0.8")]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("0x10", "16")]
    public void TryReadExact_Number_IsTheShortestDecimalOfItsDouble(string text, string value)
    {
        ExactNumber.TryParse(value, out var expected).Should().BeTrue();

        DocumentNumber.TryReadExact(text, out var number).Should().BeTrue();

        number.Should().Be(expected);
    }

    [Theory]
    [InlineData("a: 1\nb:\n  - 😀x: {c: 2}\n", 3, 14, "2")]
    [InlineData("a: 1\r\nb:\r\n  - 😀x: {c: 2}\r\n", 3, 14, "2")]
    [InlineData("a: 1\rb: [2]\r", 2, 5, "2")]
    [InlineData("{\"a\": 1,\r\n \"😀\": [2]}", 2, 9, "2")]
    [InlineData("\uFEFF{\"a\": 2}", 1, 7, "2")]
    [InlineData("\uFEFFa: 2", 1, 4, "2")]
    public void Read_Value_KnowsItsPlace(string text, int line, int column, string value)
    {
        var found = Scalars(DocumentReader.Read(text).Root!).Single(scalar => scalar.Text == value);

        found.Position.Should().Be(new SourcePosition(line, column));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n\t\n")]
    [InlineData("# nothing\n")]
    [InlineData("a: 1\n---\nb: 2\n")]
    [InlineData("%YAML 1.1\n---\na: 1\n")]
    [InlineData("%YAML 2.0\n---\na: 1\n")]
    [InlineData("a: [1")]
    [InlineData("a: \"x")]
    [InlineData("a:\n\tb: 1\n")]
    [InlineData("a: 1\0\nb: 2\n")]
    [InlineData("a: \u0001\n")]
    [InlineData("a: \"\\ud800\"\n")]
    [InlineData("{\"a\": 1,}}")]
    [InlineData("a: &x [*x\n")]
    public void Read_TextThatIsNoDocument_FailsWithAPlace(string text)
    {
        var failure = DocumentReader.Read(text).Failure;

        failure.Should().NotBeNull();
        failure!.Position.Line.Should().BePositive();
    }

    [Fact]
    public void Load_HalfASurrogatePair_IsAnErrorAtItsPlace()
    {
        TreeLoader.Load("a", "a: x\nb: \uD800").Diagnostics.Should().ContainSingle().Which.Should().Match<Diagnostic>(d => d.Line == 2 && d.Column == 4);
        TreeText.Errors("{\"schema\": \"qa.norm-tree/1\", \"ruleSet\": \"a\",\n\"name\": \"\\uDC00\\uD800\", \"norms\": [{\"id\": \"a\", \"name\": \"a\", \"manual\": {\"max\": 1}}]}")
            .Should().Equal("2 |name");
    }

    [Fact]
    public void Load_BytesThatAreNotUtf8_AreAnErrorAtTheirPlace()
    {
        byte[] bytes = [.. "a: 好\nb: "u8, 0xC3, 0x28];

        TreeLoader.Load("a", bytes).Diagnostics.Should().ContainSingle().Which.Should().Match<Diagnostic>(d => d.Line == 2 && d.Column == 4);
    }

    [Theory]
    [InlineData("a: \"x\u2028y\"", "x\u2028y")]
    [InlineData("a: x\u2029y\nb: 1", "x\u2029y")]
    [InlineData("a: 'x\u0085 y'", "x\u0085 y")]
    [InlineData("a: \"\\L \u2028 \\uFDD0\uFDD1\"", "\u2028 \u2028 \uFDD0\uFDD1")]
    public void Read_LineSeparatorInYaml_IsACharacterAsInYaml12(string text, string value) =>
        Scalars(DocumentReader.Read(text).Root!).First().Text.Should().Be(value);

    [Fact]
    public void Read_Tags_OfTheCoreSchemaAreFollowed()
    {
        var reading = DocumentReader.Read("[!!str 110, ! 110, !!int '3', !!float 3, !!bool 'true', !!null '', !<tag:yaml.org,2002:str> 1]");

        reading.Problems.Should().BeEmpty();
        Scalars(reading.Root!).Select(scalar => scalar.Kind).Should().Equal(
            ScalarKind.String, ScalarKind.String, ScalarKind.Number, ScalarKind.Number, ScalarKind.Boolean, ScalarKind.Null, ScalarKind.String);
    }

    [Fact]
    public void Read_Alias_SharesTheAnchoredValue()
    {
        var list = (DocumentSequence)DocumentReader.Read("[&a {x: 1}, *a, &a 2, *a]").Root!;

        list.Items[1].Should().BeSameAs(list.Items[0]);
        ((DocumentScalar)list.Items[3]).Text.Should().Be("2");
    }

    [Fact]
    public void Load_YamlAndItsJson_AreTheSameTree()
    {
        var yaml = TreeText.Load(TreeText.Head + """
            score: {base: 1e2, pass: 0x50}
            let: {hello: {anyOf: &hello [您好, '你好']}}
            norms:
              - id: a
                name: "规范\u4e00"
                require: {anyOf: *hello, seconds: {first: 1.50}}
                points: -5.0
            """);
        var json = TreeText.Load(TreeText.Json(yaml));

        TreeText.Hash(json).Should().Be(TreeText.Hash(yaml));
        json.Score.Should().Be(yaml.Score);
        ((Norm)json.Nodes[0]).Judgement.Should().BeEquivalentTo(((Norm)yaml.Nodes[0]).Judgement, options => options.RespectingRuntimeTypes());
    }

    private static IEnumerable<DocumentScalar> Scalars(DocumentNode node) => node switch
    {
        DocumentMapping mapping => mapping.Entries.SelectMany(entry => Scalars(entry.Value)),
        DocumentSequence list => list.Items.SelectMany(Scalars),
        _ => [(DocumentScalar)node],
    };
}
