using CsCheck;
using Qa.Rules.Matching;

namespace Qa.Rules.Tests.Matching;

public sealed class ApproximateScriptTests
{
    [Theory]
    [InlineData("您好", "", 2)]
    [InlineData("您好", "喂您好啊", 0)]
    [InlineData("您好", "您们好", 1)]
    [InlineData("abc", "xbcx", 1)]
    [InlineData("a", "b", 1)]
    public void LeastDistance_KnownPairs(string script, string text, int expected) =>
        new ApproximateScript(script).LeastDistance(text).Should().Be(expected);

    [Fact]
    public void LeastDistance_RandomTexts_AgreesWithTheMatrix() =>
        Gen.Select(Gen.String[Gen.Char["abc"], 1, 200], Gen.String[Gen.Char["abcd"], 0, 120]).Sample((script, text) =>
            new ApproximateScript(script).LeastDistance(text).Should().Be(ByMatrix(script, text)));

    private static int ByMatrix(string script, string text)
    {
        var column = Enumerable.Range(0, script.Length + 1).ToArray();
        var least = column[^1];
        foreach (var character in text)
        {
            var diagonal = column[0];
            for (var row = 1; row <= script.Length; row++)
            {
                var changed = diagonal + (script[row - 1] == character ? 0 : 1);
                diagonal = column[row];
                column[row] = Math.Min(changed, Math.Min(column[row], column[row - 1]) + 1);
            }

            least = Math.Min(least, column[^1]);
        }

        return least;
    }
}
