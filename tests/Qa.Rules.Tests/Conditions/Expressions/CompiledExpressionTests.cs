using System.Collections.Immutable;
using CsCheck;
using Qa.Rules.Conditions.Expressions;
using Qa.Rules.Interactions;

namespace Qa.Rules.Tests.Conditions.Expressions;

public sealed class CompiledExpressionTests
{
    private const ExpressionResult No = ExpressionResult.False;
    private const ExpressionResult Yes = ExpressionResult.True;
    private const ExpressionResult Unknown = ExpressionResult.NotMeasurable;

    private static readonly SampleInput Call = new()
    {
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["vip"] = AttributeValue.FromBoolean(true),
            ["amount"] = SampleInput.Number("350"),
            ["price"] = SampleInput.Number("0.1"),
            ["city"] = AttributeValue.FromText("北京"),
        }.ToImmutableDictionary(),
        HitCounts = ImmutableDictionary<string, int>.Empty.Add("hello", 2).Add("none", 0),
    };

    [Theory]
    // Fields and metrics
    [InlineData("interaction.id == \"i1\"", Yes)]
    [InlineData("interaction.channel == \"voice\"", Yes)]
    [InlineData("interaction.agent == \"A1\"", Yes)]
    [InlineData("interaction.businessLine == null", Yes)]
    [InlineData("interaction.attributes[\"city\"] == \"北京\"", Yes)]
    [InlineData("interaction.attributes[\"City\"] == null", Yes)]
    [InlineData("metrics.turns == 6 && metrics.agentTurns == 3 && metrics.customerTurns == 3", Yes)]
    [InlineData("metrics.durationSeconds == 36.5", Yes)]
    [InlineData("metrics.silenceSeconds == 24.5 && metrics.longestSilence == 12.5", Yes)]
    [InlineData("metrics.agentShare * 3 == 2", Yes)]
    [InlineData("hits(\"hello\") == 2 && hits(\"none\") == 0", Yes)]
    [InlineData("hits(\"not measurable\") >= 0", Unknown)]
    // Numbers are exact
    [InlineData("0.1 + 0.2 == 0.3", Yes)]
    [InlineData("interaction.attributes[\"price\"] * 3 == 0.3", Yes)]
    [InlineData("1 / 3 * 3 == 1", Yes)]
    [InlineData("9007199254740993 == 9007199254740992", No)]
    [InlineData("1e400 / 1e399 == 10", Yes)]
    [InlineData("12.50 == 12.5 && 1E2 == 100 && 5e-1 == 0.5", Yes)]
    // Null
    [InlineData("null == null", Yes)]
    [InlineData("null != null", No)]
    [InlineData("interaction.attributes[\"level\"] > 3", No)]
    [InlineData("!(interaction.attributes[\"level\"] > 3)", Yes)]
    [InlineData("3 <= interaction.attributes[\"level\"]", No)]
    [InlineData("null <= null", No)]
    [InlineData("null < true", No)]
    [InlineData("null + 1 == 1", Unknown)]
    [InlineData("-interaction.attributes[\"level\"] == 0", Unknown)]
    // Different types
    [InlineData("1 == \"1\"", No)]
    [InlineData("1 != \"1\"", Yes)]
    [InlineData("true == 1", No)]
    [InlineData("null == false", No)]
    [InlineData("interaction.attributes[\"city\"] > 5", Unknown)]
    [InlineData("true > false", Unknown)]
    [InlineData("\"a\" + \"b\" == \"ab\"", Unknown)]
    [InlineData("\"1\" * 2 == 2", Unknown)]
    [InlineData("!1", Unknown)]
    [InlineData("-true == 1", Unknown)]
    [InlineData("1 && true", Unknown)]
    [InlineData("null || true", Unknown)]
    [InlineData("1 / 0 == 1", Unknown)]
    [InlineData("1 / (2 - 2) > 0 || true", Unknown)]
    [InlineData("metrics.turns", Unknown)]
    [InlineData("null", Unknown)]
    [InlineData("\"true\"", Unknown)]
    [InlineData("interaction.attributes[\"vip\"]", Yes)]
    // Strings by UTF-16 units
    [InlineData("\"a\" < \"b\" && \"Z\" < \"a\" && \"a\" < \"aa\"", Yes)]
    [InlineData("\"\uD83D\uDE00\" < \"\uFF21\"", Yes)]
    [InlineData("\"e\\u0301\" == \"\\u00e9\"", No)]
    [InlineData("\"\\u0041\\/\\\"\\\\\" == \"A/\\\"\\\\\"", Yes)]
    // Early stop, left to right
    [InlineData("false && 1 / 0 == 1", No)]
    [InlineData("true || 1 / 0 == 1", Yes)]
    [InlineData("1 / 0 == 1 && false", Unknown)]
    [InlineData("1 / 0 == 1 || true", Unknown)]
    [InlineData("false && 5", No)]
    [InlineData("true && 5", Unknown)]
    [InlineData("true || \"x\" || 1", Yes)]
    [InlineData("false || false || 1 / 0 == 1 || true", Unknown)]
    // Precedence as in C#
    [InlineData("1 + 2 * 3 == 7", Yes)]
    [InlineData("10 - 3 - 2 == 5", Yes)]
    [InlineData("16 / 4 / 2 == 2", Yes)]
    [InlineData("1 < 2 == true", Yes)]
    [InlineData("true || false && false", Yes)]
    [InlineData("!false == true", Yes)]
    [InlineData("-2 * -3 == 6", Yes)]
    [InlineData("--2 == 2 && 1 - -1 == 2 && 1--1 == 2", Yes)]
    [InlineData("1 == 1 == true", Yes)]
    [InlineData("1 < 2 < 3", Unknown)]
    public void Evaluate_ByTheTable_GivesResult(string text, ExpressionResult expected) => Evaluate(text, Call).Should().Be(expected);

    [Fact]
    public void Evaluate_WithoutSpeech_TakesAgentShareAsZero() =>
        Evaluate("metrics.agentShare == 0", Call with { AgentSpeechMilliseconds = 0, CustomerSpeechMilliseconds = 0 }).Should().Be(Yes);

    [Theory]
    [InlineData(Channel.Voice, "voice")]
    [InlineData(Channel.Chat, "chat")]
    [InlineData(Channel.Email, "email")]
    public void Evaluate_OnAnyChannel_KnowsItsName(Channel channel, string name) =>
        Evaluate($"interaction.channel == \"{name}\"", Call with { Channel = channel }).Should().Be(Yes);

    [Fact]
    public void Evaluate_OfAnyText_AgreesWithTreeWalk() =>
        Gen.Select(ExpressionGen.Wild, ExpressionGen.Input.Array[4]).Sample(AssertAgreement, iter: 1_200);

    [Fact]
    public void Evaluate_OfSensibleText_AgreesWithTreeWalk() =>
        Gen.Select(ExpressionGen.Sensible, ExpressionGen.Input.Array[4]).Sample(AssertAgreement, iter: 600);

    [Fact]
    public void Evaluate_InsideAnotherEvaluation_KeepsThemApart()
    {
        // hits("x") runs an expression of its own, which fails; the outer one does not.
        var input = new NestingInput(Compile("1 / 0 == 1"), Call);

        Compile("hits(\"x\") == 7 && metrics.turns == 6").Evaluate(input).Should().Be(Yes);
        input.InnerResult.Should().Be(Unknown);
    }

    [Fact]
    public void Evaluate_WhenInputThrows_LeavesNothingBehind()
    {
        var expression = Compile("interaction.attributes[\"x\"] == null");

        FluentActions.Invoking(() => expression.Evaluate(new NestingInput(expression, Call, throws: true))).Should().Throw<TimeoutException>();

        expression.Evaluate(Call).Should().Be(Yes);
    }

    [Fact]
    public void Evaluate_FromManyThreads_GivesEachItsOwn()
    {
        var expression = Compile("metrics.turns > 10 && interaction.attributes[\"amount\"] / (metrics.turns - 15) != 0");

        var results = new ExpressionResult[2_000];
        Parallel.For(0, results.Length, i => results[i] = expression.Evaluate(Call with { Turns = i % 20 }));

        for (var i = 0; i < results.Length; i++)
            results[i].Should().Be((i % 20) switch { <= 10 => No, 15 => Unknown, _ => Yes }, "turns are {0}", i % 20);
    }

    [Fact]
    public void Compile_FromManyThreads_Succeeds() =>
        Parallel.For(0, 64, i => Evaluate($"metrics.turns == {i} || metrics.turns == 6", Call).Should().Be(Yes));

    [Fact]
    public void Prepare_CalledTwice_ChangesNothing()
    {
        CompiledExpression.Prepare();
        CompiledExpression.Prepare();

        Evaluate("metrics.turns == 6", Call).Should().Be(Yes);
    }

    [Fact]
    public void Evaluate_OfSmallNumbers_AllocatesNothing()
    {
        var expression = Compile("metrics.durationSeconds > 36 && metrics.longestSilence - 0.5 == 12 && hits(\"hello\") >= 1 && metrics.agentShare > 0.5");
        for (var i = 0; i < 100; i++)
            expression.Evaluate(Call);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            expression.Evaluate(Call);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    private static void AssertAgreement(string text, SampleInput[] inputs)
    {
        var parse = ExpressionParser.Parse(text);
        if (parse.Root is null)
        {
            parse.Error!.Expected.Should().StartWith("at most", "only a bound stops {0}", text);
            return;
        }

        var expression = CompiledExpression.Compile(parse.Root);
        var reread = ExpressionParser.Parse(parse.Root.ToString());
        reread.Root!.ToString().Should().Be(parse.Root.ToString());
        foreach (var input in inputs)
        {
            var expected = NaiveEvaluator.Evaluate(parse.Root, input);
            expression.Evaluate(input).Should().Be(expected, "{0} on {1}", text, input);
            NaiveEvaluator.Evaluate(reread.Root!, input).Should().Be(expected, "{0} was written as {1}", text, parse.Root);
        }
    }

    private static CompiledExpression Compile(string text)
    {
        var parse = ExpressionParser.Parse(text);
        parse.Error.Should().BeNull();
        return CompiledExpression.Compile(parse.Root!);
    }

    private static ExpressionResult Evaluate(string text, IExpressionInput input)
    {
        var result = Compile(text).Evaluate(input);
        NaiveEvaluator.Evaluate(ExpressionParser.Parse(text).Root!, input).Should().Be(result, "the oracle reads {0} alike", text);
        return result;
    }

    /// <summary>An input whose <c>hits</c> evaluates another expression, as a let condition may.</summary>
    private sealed class NestingInput(CompiledExpression inner, SampleInput values, bool throws = false) : IExpressionInput
    {
        public ExpressionResult InnerResult { get; private set; }

        public string Id => values.Id;

        public Channel Channel => values.Channel;

        public string? BusinessLine => values.BusinessLine;

        public string AgentId => values.AgentId;

        public int Turns => values.Turns;

        public int AgentTurns => values.AgentTurns;

        public int CustomerTurns => values.CustomerTurns;

        public long DurationMilliseconds => values.DurationMilliseconds;

        public long SilenceMilliseconds => values.SilenceMilliseconds;

        public long LongestSilenceMilliseconds => values.LongestSilenceMilliseconds;

        public long AgentSpeechMilliseconds => values.AgentSpeechMilliseconds;

        public long CustomerSpeechMilliseconds => values.CustomerSpeechMilliseconds;

        public AttributeValue Attribute(string key) => throws ? throw new TimeoutException() : values.Attribute(key);

        public int Hits(string name, out bool notMeasurable)
        {
            notMeasurable = false;
            InnerResult = inner.Evaluate(values);
            return 7;
        }
    }
}
