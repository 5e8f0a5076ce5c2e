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
    [InlineData("((((((.{4096}){4096}){4096}){4096}){4096}){4096}")]
    [InlineData("((((((a{65536}){65536}){65536}){65536}){65536}){65536}")]
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
    [InlineData("验证码(是|为)?[0-9]{4}", "验证码*1")]
    [InlineData("(保证|承诺)到账", "保证,承诺*1 到账*1")]
    [InlineData("你.{0,2}(懂|明)", "你*1 懂,明*1")]
    [InlineData("你.{0,2}(懂|明)投诉", "投诉*1")]
    [InlineData("a|", "")]
    [InlineData("a|bc", "a,bc*1")]
    [InlineData("(ab)?cd*", "c*1")]
    [InlineData("(ab){2}", "ab*1")]
    [InlineData("[0-2]{3}.?[0-2]+", "0,1,2*3")]
    [InlineData("1[3-9][0-9]{9}", "1,3,4,5,6,7,8,9,0,2*11")]
    [InlineData("(a|b){4}", "a,b*4")]
    [InlineData("(ax?|b){4}", "a,x,b*4")]
    [InlineData("[ab-]c", "a,b,-,c*2")]
    [InlineData("[^ab]", "")]
    [InlineData("[a-z]", "")]
    [InlineData(@"[\d]", "")]
    [InlineData("[a-c-[b]]", "")]
    [InlineData("好?", "")]
    [InlineData(@"a\.b", "a.b*1")]
    [InlineData(@"a\bb", "ab*1")]
    [InlineData(@"\07x", "x*1")]
    [InlineData(@"\x41b", "b*1")]
    public void Required_Pattern_IsWhatEveryMatchHas(string pattern, string sets)
    {
        var required = LinearRegex.Build(pattern).Required;

        required.Select(set => $"{string.Join(',', set.Members)}*{set.InARow}").Should()
            .BeEquivalentTo(sets.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Required_RandomPatterns_AreInEveryMatch() =>
        Gen.Select(PatternText, Gen.String[Gen.Char["abcd"], 0, 40]).Sample((pattern, text) =>
        {
            if (LinearRegex.Check(pattern) is not null)
                return;
            var regex = LinearRegex.Build(pattern);
            foreach (Match match in Regex.Matches(text, pattern, RegexOptions.NonBacktracking))
            {
                ((long)match.Length).Should().BeGreaterThanOrEqualTo(match.Length == 0 ? 0 : regex.LeastLength, pattern);
                foreach (var set in regex.Required)
                    HasInARow(match.Value, set).Should().BeTrue(pattern);
            }
        });

    private static bool HasInARow(string text, RequiredLiterals set) => set.InARow == 1
        ? set.Members.Any(literal => text.Contains(literal, StringComparison.Ordinal))
        : Enumerable.Range(0, text.Length).Any(start =>
            start + set.InARow <= text.Length && text.AsSpan(start, (int)set.InARow).IndexOfAnyExcept(string.Concat(set.Members)) < 0);

    private static readonly string[] Parts =
        ["a", "b", "ab", "cd", "(a|bc)", "[ab]", ".", "a?", "b*", "(cd)+", "(a|)", "d{2}", "(?:ab|c)?", @"\w", "|"];

    private static readonly Gen<string> PatternText =
        Gen.Int[0, Parts.Length - 1].Array[1, 6].Select(parts => string.Concat(parts.Select(part => Parts[part])));
}
