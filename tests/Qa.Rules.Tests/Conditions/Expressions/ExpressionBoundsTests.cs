using System.Diagnostics;
using Qa.Rules.Conditions.Expressions;

namespace Qa.Rules.Tests.Conditions.Expressions;

/// <summary>Input made to overflow a stack, to hang, or to use up memory: it is refused, or it is harmless.</summary>
public sealed class ExpressionBoundsTests
{
    /// <summary>Far less than any thread of the product has: 1.5 MiB is the least that .NET gives one.</summary>
    private const int SmallStack = 384 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("!", "true", "")]
    [InlineData("-", "1", "")]
    [InlineData("!(", "true", ")")]
    [InlineData("(true==", "true", ")")]
    [InlineData("1+(", "1", ")")]
    [InlineData("hits(", "1", ")")]
    [InlineData("interaction.attributes[", "1", "]")]
    public void Parse_OfFourKilobytesOfNesting_IsRefused(string open, string inner, string close)
    {
        var levels = 4_096 / open.Length;
        var text = string.Concat(Enumerable.Repeat(open, levels)) + inner + string.Concat(Enumerable.Repeat(close, levels));

        OnSmallStack(() => ExpressionParser.Parse(text).Error.Should().NotBeNull());
        OnSmallStack(() => ExpressionParser.Parse(text[..ExpressionParser.MaximumLength]).Error.Should().NotBeNull());
    }

    [Theory]
    [InlineData("!", 1_900, "true", "")]
    [InlineData("(", 900, "true", ")")]
    [InlineData("-", 1_900, "1", "")]
    public void Parse_OfNestingWithinTheLength_SaysHowDeepItMayBe(string open, int levels, string inner, string close)
    {
        var text = string.Concat(Enumerable.Repeat(open, levels)) + inner + string.Concat(Enumerable.Repeat(close, levels));

        ExpressionParser.Parse(text).Error.Should().Be(new ExpressionError(33, "too deep a nesting", "at most 32 levels"));
    }

    [Theory]
    [InlineData("&&")]
    [InlineData("+")]
    [InlineData("==")]
    public void Parse_OfTenThousandOperators_IsRefused(string sign)
    {
        var text = string.Join(sign, Enumerable.Repeat("true", 10_001));

        ExpressionParser.Parse(text).Error!.Expected.Should().Be("at most 2000");
        ExpressionParser.Parse(text).Error!.Position.Should().Be(ExpressionParser.MaximumLength);
    }

    [Theory]
    [InlineData("-", "==", 33)]
    [InlineData("", "+", 33)]
    [InlineData("", "*", 33)]
    public void Parse_OfLongChainOfPairs_IsRefused(string sign, string join, int operands) =>
        ExpressionParser.Parse(string.Join(join, Enumerable.Repeat(sign + "1", operands))).Error!.Found.Should().Be("too deep a nesting");

    [Fact]
    public void Parse_OfTooManyNodes_IsRefused() =>
        ExpressionParser.Parse(string.Join("||", Enumerable.Repeat("0", 600))).Error!.Found
            .Should().Be("too many values and operators");

    /// <summary>What passes the parser must pass the compiler behind it as well, on little stack and soon.</summary>
    public static TheoryData<string> WorstAdmitted()
    {
        var nots = string.Concat(Enumerable.Repeat("!", 31));
        var equalities = string.Concat(Enumerable.Repeat("(true==", 31)) + "true" + new string(')', 31);
        var mixed = string.Concat(Enumerable.Repeat("!(1==-(", 8)) + "1" + string.Concat(Enumerable.Repeat("))", 8));
        return new()
        {
            new string('(', 32) + "true" + new string(')', 32),
            nots + "true",
            equalities,
            mixed,
            string.Join("==", Enumerable.Repeat("1", 32)),
            string.Join("+", Enumerable.Repeat("1e400", 31)) + "==1",
            string.Join("*", Enumerable.Repeat("1e400", 31)) + "==1",
            string.Join("/", Enumerable.Repeat("1e-400", 31)) + "==1",
            string.Join("&&", Enumerable.Repeat("true", 330)),
            string.Join("||", Enumerable.Repeat("0", 499)),
            string.Join("||", Enumerable.Repeat("(1==1&&!(1<2))", 60)),
            string.Join("||", Enumerable.Repeat("1==1", 160)),
            string.Concat(Enumerable.Repeat("(false||true&&", 15)) + "true" + new string(')', 15),
            string.Concat(Enumerable.Repeat("(hits(\"a\")>0||-", 15)) + "1" + new string(')', 15),
        };
    }

    [Theory]
    [MemberData(nameof(WorstAdmitted))]
    public void Compile_OfTheWorstAdmitted_StaysSmallAndQuick(string text)
    {
        var parse = ExpressionParser.Parse(text);
        parse.Error.Should().BeNull();
        var clock = Stopwatch.StartNew();

        OnSmallStack(() => CompiledExpression.Compile(parse.Root!).Evaluate(new SampleInput())
            .Should().Be(NaiveEvaluator.Evaluate(parse.Root!, new SampleInput())));

        clock.Elapsed.Should().BeLessThan(Patience);
    }

    private static void OnSmallStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            SmallStack);
        thread.Start();
        thread.Join(Patience).Should().BeTrue("it must end");
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }
}
