namespace Qa.Rules.Tests.Laws;

/// <summary>Laws of <c>all</c>, <c>any</c>, <c>not</c>, <c>sequence</c>, <c>lacking</c>, <c>unanswered</c>, <c>use</c> and <c>expr</c>.</summary>
public sealed class CombiningLawTests
{
    [Fact]
    public void AllAnyNot_DeMorgan_HoldsBothWays() => Law.Holds(
        scene => (A: scene.Condition(), B: scene.Condition()),
        (scene, c) =>
        {
            var answers = scene.Ask(
                "", Not(All(c.A, c.B)), Any(Not(c.A), Not(c.B)), Not(Any(c.A, c.B)), All(Not(c.A), Not(c.B)), c.A, Not(Not(c.A)));
            answers[1].Should().Be(answers[0]);
            answers[3].Should().Be(answers[2]);
            (answers[5].IsMeasurable, answers[5].Holds).Should().Be((answers[4].IsMeasurable, answers[4].Holds));
            answers[5].Hits.Should().BeEmpty();
        });

    [Fact]
    public void AllAny_OtherOrderAndTwice_IsTheSame() => Law.Holds(
        scene => (A: scene.Condition(), B: scene.Condition(), C: scene.Condition()),
        (scene, c) =>
        {
            var answers = scene.Ask("", All(c.A, c.B, c.C), All(c.C, c.A, c.B, c.A), All(All(c.A, c.B), c.C), Any(c.A, c.B, c.C), Any(c.C, c.B, c.A, c.B), Any(c.A, Any(c.B, c.C)));
            answers[1].Should().Be(answers[0]);
            answers[2].Should().Be(answers[0]);
            answers[4].Should().Be(answers[3]);
            answers[5].Should().Be(answers[3]);
        });

    [Fact]
    public void Any_HitsAreThoseOfThePartsThatHold() => Law.Holds(
        scene => (A: scene.Hitting(), B: scene.Hitting()),
        (scene, c) =>
        {
            var answers = scene.Ask("", c.A, c.B, Any(c.A, c.B), All(c.A, c.B));
            if (!answers.All(answer => answer.IsMeasurable))
                return;
            var places = answers[0].Hits.Concat(answers[1].Hits).Select(hit => (hit.Turn, hit.Start, hit.Length)).Distinct().Order();
            answers[2].Hits.Select(hit => (hit.Turn, hit.Start, hit.Length)).Should().Equal(places);
            answers[3].Should().Be(answers[3].Holds ? answers[2] : answers[3]);
        });

    [Fact]
    public void Sequence_OfOne_IsItsFirstHit() => Law.Holds(
        scene => scene.Hitting(),
        (scene, condition) =>
        {
            var answers = scene.Ask("", condition, Sequence("", condition));
            answers[1].Hits.Should().Equal(answers[0].Hits.Take(1));
            answers[1].Holds.Should().Be(!answers[0].Hits.IsEmpty);
        });

    [Fact]
    public void Sequence_Chain_GoesForwardAndKeepsToItsReach() => Law.Holds(
        scene => (A: scene.Hitting(), B: scene.Hitting(), C: scene.Hitting(), Within: scene.Draw.Int(0, 3)),
        (scene, c) =>
        {
            var answers = scene.Ask(
                "", c.A, c.B, c.C, Sequence($", \"withinTurns\": {c.Within}", c.A, c.B, c.C), Sequence($", \"withinTurns\": {c.Within + 1}", c.A, c.B, c.C), Sequence("", c.A, c.B, c.C), Sequence("", c.A, c.B));
            if (!answers.All(answer => answer.IsMeasurable))
                return;
            (!answers[3].Holds || answers[4].Holds).Should().BeTrue();
            (!answers[4].Holds || answers[5].Holds).Should().BeTrue();
            (!answers[5].Holds || answers[6].Holds).Should().BeTrue("a chain of three begins with one of two");
            var chain = answers[3].Hits;
            foreach (var (first, second) in chain.Zip(chain.Skip(1)))
            {
                (first.Turn, first.Start).CompareTo((second.Turn, second.Start)).Should().BeNegative();
                (second.Turn - first.Turn).Should().BeLessThanOrEqualTo(c.Within);
            }

            // Whether there is a chain at all, by trying every one.
            var exists = answers[0].Hits.Any(x => answers[1].Hits.Any(y => IsNext(x, y, c.Within) && answers[2].Hits.Any(z => IsNext(y, z, c.Within))));
            answers[3].Holds.Should().Be(exists);
        });

    [Fact]
    public void Lacking_NearSomethingOnEveryTurn_HasNoHits() => Law.Holds(
        scene => scene.Hitting(),
        (scene, condition) => scene.Ask(Lacking(condition, """{"similar": {"texts": ["x"], "atLeast": 0}, "role": "any"}""", 0, 0)).Hits.Should().BeEmpty());

    [Fact]
    public void Lacking_NearNothing_IsTheConditionItself() => Law.Holds(
        scene => scene.Hitting(),
        (scene, condition) =>
        {
            var answers = scene.Ask("", condition, Lacking(condition, """{"anyOf": ["从来没有人说过的话"]}""", 2, 2));
            answers[1].Hits.Should().Equal(answers[0].Hits);
        });

    [Fact]
    public void Lacking_Wider_HasNoOtherHits() => Law.Holds(
        scene => (Of: scene.Hitting(), Near: scene.Hitting(), Before: scene.Draw.Int(0, 2), After: scene.Draw.Int(0, 2)),
        (scene, c) =>
        {
            var answers = scene.Ask("", c.Of, Lacking(c.Of, c.Near, c.Before, c.After), Lacking(c.Of, c.Near, c.Before + 1, c.After + 1));
            answers[2].Hits.Should().BeSubsetOf(answers[1].Hits);
            answers[1].Hits.Should().BeSubsetOf(answers[0].Hits);
        });

    [Fact]
    public void Unanswered_OneMoreTurn_DependsOnWhoseItIs() => Law.Holds(
        scene => 0,
        (scene, _) =>
        {
            const string unanswered = """{"unanswered": {}}""";
            scene.WithTurn("agent", "好的").Ask(unanswered).Holds.Should().BeFalse();
            scene.WithTurn("system", "再见").Ask(unanswered).Should().Be(scene.Ask(unanswered));
            scene.WithTurn("customer", "还在吗").Ask(unanswered).Hits.Should().ContainSingle();
            scene.WithTurn("customer", "谢谢！").Ask("""{"unanswered": {"ignore": ["谢谢"]}}""").Should().Be(scene.Ask("""{"unanswered": {"ignore": ["谢谢"]}}"""));
        });

    [Fact]
    public void Use_IsAsIfWrittenInPlace() => Law.Holds(
        scene => (A: scene.Condition(), B: scene.Condition()),
        (scene, c) =>
        {
            var answers = scene.Ask(
                $"\"a\": {c.A}, \"b\": {All(Use("a"), c.B)}",
                c.A, Use("a"), All(c.A, c.B), Use("b"), Sequence("", Any(Use("a"), Use("b")), c.A), Sequence("", Any(c.A, All(c.A, c.B)), Use("a")));
            answers[1].Should().Be(answers[0]);
            answers[3].Should().Be(answers[2]);
            answers[5].Should().Be(answers[4]);
        });

    [Fact]
    public void Expr_Hits_CountsThoseOfTheNamedCondition() => Law.Holds(
        scene => (Condition: scene.Condition(), Count: scene.Draw.Int(0, 3)),
        (scene, c) =>
        {
            var answers = scene.Ask($"\"a\": {c.Condition}", c.Condition, Expr("""hits("a") > 0"""), Expr($"hits(\"a\") == {c.Count}"), Expr($"!(hits(\"a\") != {c.Count})"));
            answers[1].IsMeasurable.Should().Be(answers[0].IsMeasurable);
            if (!answers[0].IsMeasurable)
                return;
            answers[1].Holds.Should().Be(answers[0].Holds);
            answers[2].Holds.Should().Be(c.Count == (answers[0].Holds ? Math.Max(1, answers[0].Hits.Length) : 0));
            answers[3].Should().Be(answers[2]);
            answers.Skip(1).Should().OnlyContain(answer => answer.Hits.IsEmpty);
        });

    [Fact]
    public void Expr_Metrics_AreWhatTheOperatorsMeasure() => Law.Holds(
        scene => (Limit: scene.Seconds(), Count: scene.Draw.Int(1, 5)),
        (scene, c) =>
        {
            // Limits are taken to the millisecond by operators and not by expr, so only such limits are the same to both.
            var limit = Scene.Text(Math.Round(Scene.Number(c.Limit), 3, MidpointRounding.AwayFromZero));
            var answers = scene.Ask(
                "", $$"""{"duration": {"above": {{limit}} } }""", Expr($"metrics.durationSeconds > {limit}"), $$"""{"silence": {"longerThan": {{limit}} } }""", Expr($"metrics.longestSilence > {limit}"),
                $$"""{"turnCount": {"above": {{c.Count}} }, "role": "customer"}""", Expr($"metrics.customerTurns > {c.Count}"));
            for (var pair = 0; pair < answers.Length; pair += 2)
                (answers[pair].IsMeasurable, answers[pair].Holds).Should().Be((answers[pair + 1].IsMeasurable, answers[pair + 1].Holds));
        });

    private static bool IsNext(Qa.Rules.Scoring.Hit first, Qa.Rules.Scoring.Hit second, int within) =>
        (first.Turn, first.Start).CompareTo((second.Turn, second.Start)) < 0 && second.Turn - first.Turn <= within;

    private static string All(params string[] conditions) => $$"""{"all": [{{string.Join(", ", conditions)}}]}""";

    private static string Any(params string[] conditions) => $$"""{"any": [{{string.Join(", ", conditions)}}]}""";

    private static string Not(string condition) => $$"""{"not": {{condition}} }""";

    private static string Use(string name) => $$"""{"use": "{{name}}"}""";

    private static string Expr(string text) => $$"""{"expr": {{Scene.Quote(text)}} }""";

    private static string Sequence(string within, params string[] steps) => $$"""{"sequence": {"of": [{{string.Join(", ", steps)}}]{{within}} } }""";

    private static string Lacking(string of, string near, int before, int after) =>
        $$"""{"lacking": {"of": {{of}}, "near": {{near}}, "before": {{before}}, "after": {{after}} } }""";
}
