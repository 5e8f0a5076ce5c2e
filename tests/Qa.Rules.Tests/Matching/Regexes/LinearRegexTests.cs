using System.Text.RegularExpressions;
using CsCheck;
using Qa.Rules.Matching;

namespace Qa.Rules.Tests.Matching.Regexes;

public sealed class LinearRegexTests
{
    [Theory]
    [InlineData("好(?=的)")]
    [InlineData("好(?!的)")]
    [InlineData("(?<=不)好")]
    [InlineData("(?<!不)好")]
    [InlineData(@"(好)\1")]
    [InlineData(@"(?<a>好)\k<a>")]
    [InlineData("(?>好+)")]
    [InlineData("(?i)ok")]
    [InlineData("(?i:ok)")]
    [InlineData("(?#x)好")]
    [InlineData("(好)?(?(1)的|了)")]
    [InlineData("")]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("a**")]
    [InlineData("a{2,1}")]
    [InlineData("(a{100}){100}")]
    [InlineData("a{1000000000000}")]
    public void Check_PatternThatCannotBeRun_IsAnError(string pattern)
    {
        var error = LinearRegex.Check(pattern);

        error.Should().NotBeNull();
        error!.Found.Should().NotBeEmpty();
        error.Expected.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("1[3-9][0-9]{9}")]
    [InlineData(@"\d{17}[\dx]")]
    [InlineData("(?:保证|承诺).{0,6}到账")]
    [InlineData("(?<who>我|你)")]
    [InlineData(@"\p{L}+?")]
    [InlineData("[]a]")]
    [InlineData("[a-z-[aeiou]]")]
    [InlineData(@"^好\b$")]
    [InlineData("(a*)*")]
    public void Check_LinearPattern_IsFine(string pattern) => LinearRegex.Check(pattern).Should().BeNull();

    [Fact]
    public void Check_TooLong_IsAnError() => LinearRegex.Check(new string('a', LinearRegex.MaximumLength + 1)).Should().NotBeNull();

    [Fact]
    public void Check_TooManyAlternatives_IsAnError()
    {
        LinearRegex.Check(string.Join('|', Enumerable.Repeat("好", LinearRegex.MaximumAlternatives))).Should().BeNull();
        LinearRegex.Check(string.Join('|', Enumerable.Repeat("好", LinearRegex.MaximumAlternatives + 1))).Should().NotBeNull();
    }

    [Theory]
    [InlineData("验证码(是|为)?[0-9]{4}", "验证码")]
    [InlineData("(保证|承诺)到账", "到账|保证|承诺")]
    [InlineData("a|", "")]
    [InlineData("(ab)?cd*", "c")]
    [InlineData("(ab){2}", "ab")]
    [InlineData("[0-9]+", "")]
    [InlineData("好?", "")]
    [InlineData(@"a\.b", "a.b")]
    [InlineData(@"\07x", "x")]
    [InlineData(@"\x41b", "b")]
    public void RequiredLiterals_Pattern_AreThoseEveryMatchHas(string pattern, string literals)
    {
        var required = LinearRegex.Build(pattern).RequiredLiterals;

        if (literals.Length == 0)
            required.Should().BeEmpty();
        else
            required.Should().BeSubsetOf(literals.Split('|')).And.NotBeEmpty();
    }

    [Fact]
    public void RequiredLiterals_RandomPatterns_AreInEveryMatch() =>
        Gen.Select(PatternText, Gen.String[Gen.Char["abcd"], 0, 40]).Sample((pattern, text) =>
        {
            if (LinearRegex.Check(pattern) is not null)
                return;
            var regex = LinearRegex.Build(pattern);
            foreach (Match match in Regex.Matches(text, pattern, RegexOptions.NonBacktracking))
            {
                if (!regex.RequiredLiterals.IsEmpty)
                    regex.RequiredLiterals.Should().Contain(literal => match.Value.Contains(literal, StringComparison.Ordinal), pattern);
            }
        });

    private static readonly string[] Parts =
        ["a", "b", "ab", "cd", "(a|bc)", "[ab]", ".", "a?", "b*", "(cd)+", "(a|)", "d{2}", "(?:ab|c)?", @"\w", "|"];

    private static readonly Gen<string> PatternText =
        Gen.Int[0, Parts.Length - 1].Array[1, 6].Select(parts => string.Concat(parts.Select(part => Parts[part])));
}
