namespace Qa.Rules.Tests.Laws;

/// <summary>Laws of the timing operators, <c>loudness</c> and <c>turnCount</c>.</summary>
public sealed class TimingLawTests
{
    private static readonly string[] Times = ["start", "end"];

    public static TheoryData<string> Limited => new(
        """{"silence": {"longerThan": LIMIT}}""",
        """{"silence": {"longerThan": LIMIT, "before": "agent"}}""",
        """{"interruption": {"by": "agent", "longerThan": LIMIT}}""",
        """{"interruption": {"by": "customer", "longerThan": LIMIT}}""",
        """{"responseTime": {"of": "each", "above": LIMIT}}""",
        """{"responseTime": {"of": "first", "above": LIMIT}}""",
        """{"responseTime": {"of": "max", "above": LIMIT}}""",
        """{"responseTime": {"of": "average", "above": LIMIT}}""",
        """{"duration": {"above": LIMIT}}""",
        """{"loudness": {"aboveMean": LIMIT}, "role": "any"}""",
        """{"speechRate": {"above": LIMIT, "minSeconds": 0}, "role": "any"}""",
        """{"speechRate": {"above": 60, "minSeconds": LIMIT}, "role": "any"}""");

    [Theory]
    [MemberData(nameof(Limited))]
    public void Condition_HigherLimit_HasNoOtherHits(string condition) => Law.Holds(
        scene => Scene.Ordered(Limit(scene, condition), Limit(scene, condition)),
        (scene, limits) =>
        {
            var answers = scene.Ask("", condition.Replace("LIMIT", limits.Low, StringComparison.Ordinal), condition.Replace("LIMIT", limits.High, StringComparison.Ordinal));
            answers[1].IsMeasurable.Should().Be(answers[0].IsMeasurable);
            (!answers[1].Holds || answers[0].Holds).Should().BeTrue();
            answers[1].Hits.Should().BeSubsetOf(answers[0].Hits);
        });

    public static TheoryData<string> ShiftInvariant => new(
        """{"silence": {"longerThan": LIMIT}}""",
        """{"interruption": {"by": "agent", "longerThan": LIMIT}}""",
        """{"responseTime": {"of": "average", "above": LIMIT}}""",
        """{"responseTime": {"of": "each", "above": LIMIT}}""",
        """{"speechRate": {"above": LIMIT, "minSeconds": 1}, "role": "any"}""",
        """{"anyOf": ["好", "您", "a"], "seconds": {"last": LIMIT}, "role": "any"}""",
        """{"expr": "metrics.silenceSeconds > LIMIT || metrics.longestSilence == LIMIT || metrics.agentShare > 0.5"}""");

    [Theory]
    [MemberData(nameof(ShiftInvariant))]
    public void Condition_AllTimesLater_IsTheSame(string condition) => Law.Holds(
        scene => (Limit: Limit(scene, condition), Later: scene.Draw.Int(1, 1_000)),
        (scene, drawn) =>
        {
            // Below 0 there is no timing, and rounding half away from zero turns round.
            if (scene.Values("start").Concat(scene.Values("end")).Any(time => time < 0))
                return;
            var asked = condition.Replace("LIMIT", drawn.Limit, StringComparison.Ordinal);
            scene.WithEach(Times, time => time + drawn.Later).Ask(asked).Should().Be(scene.Ask(asked));
        });

    [Fact]
    public void Duration_AllTimesLater_IsLongerByThat() => Law.Holds(
        scene => (Limit: scene.Seconds(), Later: scene.Draw.Int(1, 1_000)),
        (scene, drawn) =>
        {
            if (!scene.Values("end").Any() || scene.Values("start").Concat(scene.Values("end")).Any(time => time < 0) || scene.Values("end").Count() < scene.Interaction["turns"]!.AsArray().Count)
                return;
            var later = Scene.Text(Scene.Number(drawn.Limit) + drawn.Later);
            scene.WithEach(Times, time => time + drawn.Later).Ask($$"""{"duration": {"above": {{later}} } }""").Should().Be(scene.Ask($$"""{"duration": {"above": {{drawn.Limit}} } }"""));
        });

    [Fact]
    public void Loudness_AllLouder_IsTheSame() => Law.Holds(
        scene => (Limit: scene.Decibels(), Louder: scene.Draw.Int(1, 40)),
        (scene, drawn) =>
        {
            // Rounding half away from zero turns round at 0.
            if (scene.Values("loudness").Any(loudness => loudness >= 0))
                return;
            var asked = $$"""{"loudness": {"aboveMean": {{drawn.Limit}} }, "role": "any"}""";
            scene.WithEach(["loudness"], loudness => loudness - drawn.Louder).Ask(asked).Should().Be(scene.Ask(asked));
        });

    [Fact]
    public void Silence_BeforeEither_IsAllSilence() => Law.Holds(
        scene => scene.Seconds(),
        (scene, limit) =>
        {
            var answers = scene.Ask("", $$"""{"silence": {"longerThan": {{limit}} } }""", $$"""{"silence": {"longerThan": {{limit}}, "before": "agent"} }""", $$"""{"silence": {"longerThan": {{limit}}, "before": "customer"} }""");
            answers[1].Hits.Concat(answers[2].Hits).Should().BeEquivalentTo(answers[0].Hits);
        });

    [Fact]
    public void ResponseTime_Max_HoldsWhereEachDoes() => Law.Holds(
        scene => scene.Seconds(),
        (scene, limit) =>
        {
            var answers = scene.Ask("", [.. ((string[])["each", "max", "first", "average"]).Select(of => $$"""{"responseTime": {"of": "{{of}}", "above": {{limit}} } }""")]);
            answers[1].Holds.Should().Be(answers[0].Holds);
            (!(answers[2].Holds || answers[3].Holds) || answers[1].Holds).Should().BeTrue();
            answers[1].Hits.Should().BeSubsetOf(answers[0].Hits);
        });

    [Fact]
    public void SpeechRate_AboveAndBelow_AreNeverBoth() => Law.Holds(
        scene => scene.Rate(),
        (scene, rate) =>
        {
            var answers = scene.Ask("", $$"""{"speechRate": {"above": {{rate}} }, "role": "any"}""", $$"""{"speechRate": {"below": {{rate}} }, "role": "any"}""");
            answers[0].Hits.Should().NotIntersectWith(answers[1].Hits);
        });

    [Fact]
    public void TurnCount_OfAny_IsThatOfBoth() => Law.Holds(
        scene => scene.Draw.Int(1, 6),
        (scene, n) =>
        {
            var (agent, customer) = (Count(scene, "agent"), Count(scene, "customer"));
            var answers = scene.Ask("", $$"""{"turnCount": {"above": {{n}} }, "role": "any"}""", $$"""{"turnCount": {"below": {{n + 1}} }, "role": "any"}""", $$"""{"turnCount": {"above": {{n}} } }""");
            answers[0].Holds.Should().Be(agent + customer > n);
            answers[1].Holds.Should().Be(!answers[0].Holds);
            answers[2].Holds.Should().Be(agent > n);
        });

    private static int Count(Scene scene, string role) => scene.Interaction["turns"]!.AsArray().Count(turn => (string)turn!["role"]! == role);

    private static string Limit(Scene scene, string condition) => condition switch
    {
        _ when condition.Contains("loudness", StringComparison.Ordinal) => scene.Decibels(),
        _ when condition.Contains("\"above\": LIMIT, \"min", StringComparison.Ordinal) => scene.Rate(),
        _ => scene.Seconds(),
    };
}
