using System.Diagnostics;
using Qa.Rules.Conditions.Expressions;
using Qa.Rules.Matching;
using Qa.Rules.Tests.Conditions.Expressions;
using Xunit.Abstractions;
using static Qa.Rules.Tests.Fuzzing.Hostile.HostileText;

namespace Qa.Rules.Tests.Fuzzing.Hostile;

/// <summary>Patterns and expressions at their bounds: what is admitted is built and run within time and a stack of 1 MiB.</summary>
public sealed class HostilePatternTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    // For what only the long pass does: it takes most of a minute on a busy machine.
    private static readonly TimeSpan InTheEnd = TimeSpan.FromMinutes(10);

    private const int TextLength = 5_000;

    [Theory]
    [InlineData("(", "a", ")", 127)]
    [InlineData("(?:", "a", ")*", 50)]
    [InlineData("(a|", "b", ")", 31)]
    [InlineData("(", "a", "{2})", 9)]
    [InlineData("(", "a?", "{2})", 9)]
    [InlineData("", "[a-z]{0,900}x", "", 0)]
    [InlineData("", "(a?){400}b{400}", "", 0)]
    [InlineData("", ".{0,450}好.{0,450}的", "", 0)]
    [InlineData("", @"(\w{1,5}\W{0,5}){1,8}x", "", 0)]
    [InlineData("", "(a|ab|abc|b|bc|c|好|好的|的){1,50}x", "", 0)]
    public void Check_LargestPattern_IsRefusedOrRuns(string open, string inside, string close, int depth) => Check(Nest(open, inside, close, depth), Soon);

    /// <summary>What the bound on the written-out size lets through at worst: the states of the automaton are built as they are met.</summary>
    [Theory]
    [Trait("Category", "Long")]
    [Trait("Part", "fuzz")]
    [InlineData(@"(\w{1,5}\W{0,5}){1,10}x")]
    [InlineData(@"(\w{1,10}\W{0,10}){1,15}x")]
    [InlineData(@"(\w{1,20}\W{0,20}){1,24}x")]
    public void Check_PatternOfManyStates_Runs(string pattern) => Check(pattern, InTheEnd);

    /// <summary>
    /// Every match must look to the end of the turn before it is known where it ends: finding one match is linear, finding all
    /// of them is not, in every engine of this kind. Recorded here; 40,000 characters take some seconds.
    /// </summary>
    [Theory]
    [InlineData("a.*b|a")]
    [InlineData("好(.*完)?")]
    [InlineData("[^x]*x|.")]
    public void Matches_EachLookingToTheEnd_Ends(string pattern)
    {
        var times = new List<double>();
        foreach (var length in (int[])[500, 4_000])
        {
            var text = new string(pattern[0] == '好' ? '好' : 'a', length);
            var started = Stopwatch.GetTimestamp();
            Confined.Run(Soon, () =>
            {
                var matches = 0;
                foreach (var _ in LinearRegex.Build(pattern).Matches(text))
                    matches++;
                return matches;
            }).Should().BePositive();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        output.WriteLine($"{pattern}: {times[0]:0} and {times[1]:0} ms for 500 and 4,000 characters");
    }

    public static TheoryData<string> LargeExpressions => new(
        Nest("(", "1 == 1", ")", ExpressionParser.MaximumDepth),
        Nest("!", "true", "", ExpressionParser.MaximumDepth - 1),
        Nest("-", "1", "", ExpressionParser.MaximumDepth - 2) + " < 1",
        Join(ExpressionParser.MaximumNodes / 4, _ => "1 < 2", "||"),
        Join(240, _ => "true", "&&"),
        string.Join(" && ", Enumerable.Repeat("(" + Join(25, _ => "3e-399", "*") + ") != 0", 8)),
        string.Join(" && ", Enumerable.Repeat("(" + Join(25, i => $"{i + 2}e-399", "/") + ") != 0", 6)),
        "(" + Join(30, i => $"1e{400 - i}", "+") + ") / (" + Join(30, i => $"7e-{399 - i}", "-") + ") != 0",
        Nest("(", "hits(\"hello\") + 1", ")", 20) + " > 0");

    [Theory]
    [MemberData(nameof(LargeExpressions))]
    public void Evaluate_LargestExpression_IsRefusedOrEvaluated(string text)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = Confined.Run(Soon, () =>
        {
            if (ExpressionParser.Parse(text).Root is not { } root)
                return $"refused: {ExpressionParser.Parse(text).Error}";
            var result = CompiledExpression.Compile(root).Evaluate(new SampleInput());
            result.Should().Be(NaiveEvaluator.Evaluate(root, new SampleInput()));
            return result.ToString();
        });
        output.WriteLine($"{text.Length} characters: {answer}, {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
    }

    private void Check(string pattern, TimeSpan limit)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = Confined.Run(limit, () =>
        {
            if (LinearRegex.Check(pattern) is { } error)
                return $"refused: {error.Found}";
            var matches = 0;
            foreach (var text in (string[])[new('a', TextLength), string.Concat(Enumerable.Repeat("好的ab ", TextLength / 5))])
            {
                foreach (var _ in LinearRegex.Build(pattern).Matches(text))
                    matches++;
            }

            return $"{matches} matches";
        });
        output.WriteLine($"{pattern.Length} characters: {answer}, {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
    }
}
