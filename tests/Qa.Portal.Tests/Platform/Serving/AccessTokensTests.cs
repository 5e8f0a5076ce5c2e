using Qa.Portal.Platform.Access;

namespace Qa.Portal.Tests.Platform.Serving;

public class AccessTokensTests
{
    [Fact]
    public void Parse_LinesAndComments_NamesEveryTokenAndNoOther()
    {
        var tokens = AccessTokens.Parse("# people\nli  0123456789abcdef\r\n\nwang fedcba9876543210\n");

        tokens.NameOf("0123456789abcdef").Should().Be("li");
        tokens.NameOf("fedcba9876543210").Should().Be("wang");
        tokens.NameOf("0123456789ABCDEF").Should().BeNull();
    }

    [Theory]
    [InlineData("", "no token")]
    [InlineData("# nobody", "no token")]
    [InlineData("li short", "line 1")]
    [InlineData("li 0123456789abcdef\njustoneword0123456789", "line 2")]
    [InlineData("li 0123456789abcdef\nwang 0123456789abcdef", "line 2")]
    public void Parse_SomethingElse_SaysWhichLineAndNeverTheToken(string text, string expected) =>
        ((Action)(() => AccessTokens.Parse(text))).Should().Throw<FormatException>().Which.Message.Should().Contain(expected).And.NotContain("0123456789abcdef");
}
