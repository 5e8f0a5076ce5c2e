using Qa.Rules.Conditions.Expressions;

namespace Qa.Rules.Tests.Conditions.Expressions;

public sealed class ExpressionParserTests
{
    [Theory]
    [InlineData("", 0, "the end")]
    [InlineData("   ", 3, "the end")]
    [InlineData("1 +", 3, "the end")]
    [InlineData("1 2", 2, "the number 2")]
    [InlineData("(1 == 1", 7, "the end")]
    [InlineData("1 == 1)", 6, "')'")]
    [InlineData("1 = 1", 2, "'='")]
    [InlineData("1 & 1", 2, "'&'")]
    [InlineData("true | false", 5, "'|'")]
    [InlineData("1 % 2 == 1", 2, "'%'")]
    [InlineData("true ? 1 : 2", 5, "'?'")]
    [InlineData("a ?? b", 0, "'a'")]
    [InlineData("+1 == 1", 0, "'+'")]
    [InlineData("metrics.turns == ， 1", 17, "'，'")]
    [InlineData("metrics.turns == 😀", 17, "'😀'")]
    [InlineData("metrics.turns\u00A0== 1", 13, "'\u00A0'")]
    // Names
    [InlineData("interaction", 11, "the end")]
    [InlineData("metrics == 1", 8, "'=='")]
    [InlineData("interaction.attributes == null", 23, "'=='")]
    [InlineData("interaction.attributes[1] == null", 23, "the number 1")]
    [InlineData("interaction.attributes[interaction.id] == null", 23, "'interaction'")]
    [InlineData("interaction.attributes[\"a\" == null", 27, "'=='")]
    [InlineData("interaction.attributes.vip == null", 22, "'.'")]
    [InlineData("interaction.Id == null", 12, "'Id'")]
    [InlineData("interaction.turns == null", 12, "'turns'")]
    [InlineData("interaction.agent.id == null", 17, "'.'")]
    [InlineData("metrics.Turns == 1", 8, "'Turns'")]
    [InlineData("metrics.duration == 1", 8, "'duration'")]
    [InlineData("hits == 1", 5, "'=='")]
    [InlineData("hits() == 1", 5, "')'")]
    [InlineData("hits(complaint) == 1", 5, "'complaint'")]
    [InlineData("hits(\"a\", \"b\") == 1", 8, "','")]
    [InlineData("Hits(\"a\") == 1", 0, "'Hits'")]
    [InlineData("TRUE", 0, "'TRUE'")]
    [InlineData("complaint == 1", 0, "'complaint'")]
    // What would reach out
    [InlineData("\"\".GetType().Assembly.Location != null", 2, "'.'")]
    [InlineData("\"\".PadLeft(500000000) != null", 2, "'.'")]
    [InlineData("Enumerable.Range(0,2000000000).Count() > 1", 0, "'Enumerable'")]
    [InlineData("new(1 as x) == null", 0, "'new'")]
    [InlineData("x => true", 0, "'x'")]
    [InlineData("it == null", 0, "'it'")]
    [InlineData("root == null", 0, "'root'")]
    [InlineData("$ == null", 0, "'$'")]
    [InlineData("@0 == null", 0, "'@'")]
    [InlineData("np(interaction.id) == null", 0, "'np'")]
    [InlineData("as(interaction, \"System.String\") == null", 0, "'as'")]
    [InlineData("iif(true, true, false)", 0, "'iif'")]
    [InlineData("\"System.String\"(null) == null", 15, "'('")]
    [InlineData("interaction.id.Length > 0", 14, "'.'")]
    [InlineData("interaction.GetType() == null", 12, "'GetType'")]
    [InlineData("DateTime.Now > null", 0, "'DateTime'")]
    [InlineData("string.Concat(\"a\") == null", 0, "'string'")]
    [InlineData("run.Failed", 0, "'run'")]
    [InlineData("constants[0] == null", 0, "'constants'")]
    [InlineData("interaction.id in (\"a\")", 15, "'in'")]
    [InlineData("true and true", 5, "'and'")]
    // Numbers
    [InlineData(".5 == 0.5", 0, "'.'")]
    [InlineData("5. == 5", 2, "' '")]
    [InlineData("01 == 1", 0, "'01'")]
    [InlineData("1e == 1", 2, "' '")]
    [InlineData("0x10 == 16", 1, "'x10'")]
    [InlineData("1.5m == 1.5", 3, "'m'")]
    [InlineData("1e401 > 0", 0, "a number out of bounds")]
    [InlineData("１ == 1", 0, "'１'")]
    // Strings
    [InlineData("\"a == 1", 0, "a string without an end")]
    [InlineData("\"a\\\" == 1", 0, "a string without an end")]
    [InlineData("'a' == 'a'", 0, "'''")]
    [InlineData("\"a\\x41\" == 1", 2, "'\\'")]
    [InlineData("\"a\\", 2, "'\\'")]
    [InlineData("\"\\u12\" == 1", 1, "'\\u'")]
    [InlineData("\"\\u+123\" == 1", 1, "'\\u'")]
    [InlineData("\"a\nb\" == 1", 2, "the control character U+000A")]
    [InlineData("\"x\\ud83d\" == 1", 0, "a string with an unpaired surrogate")]
    [InlineData("\"x\\ude00\\ud83d\" == 1", 0, "a string with an unpaired surrogate")]
    public void Parse_OfWhatIsNoExpression_SaysWhereAndWhat(string text, int position, string found)
    {
        var parse = ExpressionParser.Parse(text);

        parse.Root.Should().BeNull();
        parse.Error!.Position.Should().Be(position);
        parse.Error.Found.Should().Be(found);
        parse.Error.Expected.Should().NotBeEmpty();
    }

    [Fact]
    public void Parse_OfUnpairedSurrogate_IsAnErrorAlsoUnescaped() =>
        ExpressionParser.Parse("\"a" + '\ud83d' + "\" == 1").Error!.Found.Should().Be("a string with an unpaired surrogate");

    [Theory]
    [InlineData("\"\\ud83d\\ude00\" == \"😀\"", "\"😀\" == \"😀\"")]
    [InlineData("((1)+(2))*3==(9)", "(1 + 2) * 3 == 9")]
    [InlineData("1-(2-3)==2", "1 - (2 - 3) == 2")]
    [InlineData("(1-2)-3==2", "1 - 2 - 3 == 2")]
    [InlineData("a", null)]
    [InlineData("(true||false)&&true", "(true || false) && true")]
    [InlineData("true&&(true&&(false||(true||false)))", "true && true && (false || true || false)")]
    [InlineData("!(true==false)", "!(true == false)")]
    [InlineData("!true==false", "!true == false")]
    [InlineData("-(-1)==1", "--1 == 1")]
    [InlineData("(1<2)==(2<3)", "1 < 2 == 2 < 3")]
    [InlineData("1<(2==2)", "1 < (2 == 2)")]
    [InlineData("hits(\"a\\u0009\")>=1.50", "hits(\"a\\u0009\") >= 1.50")]
    [InlineData("interaction . attributes [ \"k\" ] == metrics\r\n.\tturns", "interaction.attributes[\"k\"] == metrics.turns")]
    public void Parse_ThenWrite_GivesTheSameMeaningPlainly(string text, string? written) =>
        ExpressionParser.Parse(text).Root?.ToString().Should().Be(written);

    [Theory]
    [InlineData("metrics.turns + metrics.agentTurns > metrics.customerTurns && interaction.id == \"metrics.agentShare\"", false)]
    [InlineData("metrics.durationSeconds > 1", true)]
    [InlineData("false && !(1 == -metrics.silenceSeconds)", true)]
    [InlineData("1 == 1 || metrics.longestSilence > 1", true)]
    [InlineData("1 + (metrics.agentShare) > 1", true)]
    [InlineData("hits(\"silence\") > 1", false)]
    public void Parse_OfTimingMetric_SaysThatTimingIsRead(string text, bool readsTiming) =>
        ExpressionParser.Parse(text).ReadsTiming.Should().Be(readsTiming);

    [Fact]
    public void Parse_OfHits_NamesEachConditionOnce() =>
        ExpressionParser.Parse("hits(\"b\") > 1 || !(hits(\"a\") + hits(\"b\") == -hits(\"c\"))").HitNames.Should().Equal("b", "a", "c");

    [Fact]
    public void Parse_OfLongFound_QuotesItsBeginning()
    {
        var error = ExpressionParser.Parse("1 \"" + new string('x', 39) + "😀 and so on\"").Error!;

        error.Found.Should().Be("the string \"" + new string('x', 39) + "…\"");
    }
}
