using System.Collections.Immutable;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;

namespace Qa.Rules.Tests.Scoring.Assessments;

public sealed class AssessmentTests
{
    private static readonly CompiledTree Tree = TestTrees.Compile("""
        schema: qa.norm-tree/1
        ruleSet: test
        name: test
        norms:
          - {id: veto, name: 推诿, forbid: {anyOf: [不归我管]}, points: veto}
          - id: manner
            name: 态度
            maxDeduct: 12
            children:
              - {id: sorry, name: 道歉, require: {anyOf: [抱歉]}, points: -8}
              - {id: filler, name: 口头禅, forbid: {anyOf: [那个]}, points: -2, perHit: true, maxHits: 3}
              - {id: skill, name: 专业, manual: {max: 10}}
          - {id: thanks, name: 表扬, reward: {anyOf: [谢谢你], role: customer}, points: 3}
        """);

    private static readonly Interaction Dialogue =
        TestTrees.Dialogue("agent: 那个那个，这个不归我管", "customer: 谢谢你");

    [Fact]
    public void Apply_NoDecisions_IsTheMachines()
    {
        var machine = Scorer.Score(Tree, Dialogue, 1);

        var assessed = Apply(machine).Scorecard!;

        ScorecardJson.ToText(assessed.Assessed).Should().Be(ScorecardJson.ToText(machine));
    }

    [Fact]
    public void Apply_VetoOverruled_AddsUpAgainUnderTheLimits()
    {
        var machine = Scorer.Score(Tree, Dialogue, 1);
        machine.Score.Should().Be(0m);

        var assessed = Apply(machine, Decide("veto", Outcome.Met), Decide("manner/skill", Outcome.Manual, -4m)).Scorecard!;

        // −8 −4 −4 is limited to −12, and +3: 91.
        assessed.Assessed.Score.Should().Be(91m);
        assessed.Assessed.Vetoed.Should().BeFalse();
        assessed.Assessed.Passed.Should().BeTrue();
        assessed.Assessed.Fatal.Should().Be(0);
        assessed.Machine.Should().BeSameAs(machine);
    }

    [Fact]
    public void Apply_MetOverruledToViolated_CostsOnce()
    {
        var machine = Scorer.Score(Tree, TestTrees.Dialogue("agent: 抱歉"), 1);
        machine.Score.Should().Be(100m);

        Apply(machine, Decide("manner/filler", Outcome.Violated)).Scorecard!.Assessed.Score.Should().Be(98m);
    }

    [Fact]
    public void Apply_TwoDecisionsOnOneNorm_TheLastCounts()
    {
        var machine = Scorer.Score(Tree, Dialogue, 1);

        var assessed = Apply(machine, Decide("veto", Outcome.Met), Decide("veto", Outcome.Violated)).Scorecard!;

        assessed.Assessed.Vetoed.Should().BeTrue();
    }

    [Theory]
    [InlineData("nothing", Outcome.Met, null, "reason")]
    [InlineData("veto", Outcome.Rewarded, null, "reason")]
    [InlineData("veto", Outcome.Uncertain, null, "reason")]
    [InlineData("thanks", Outcome.Violated, null, "reason")]
    [InlineData("veto", Outcome.Met, null, " ")]
    [InlineData("veto", Outcome.Met, -1, "reason")]
    [InlineData("manner/skill", Outcome.Manual, null, "reason")]
    [InlineData("manner/skill", Outcome.Manual, 1, "reason")]
    [InlineData("manner/skill", Outcome.Manual, -11, "reason")]
    public void Apply_WrongDecision_IsRefusedWithItsPlace(string path, Outcome outcome, int? points, string reason)
    {
        var result = Apply(Scorer.Score(Tree, Dialogue, 1), new Decision(path, outcome, points, reason, "u1", "2026-03-01T09:00:00Z"));

        result.Scorecard.Should().BeNull();
        result.Errors.Should().ContainSingle().Which.Path.Should().Be(path);
    }

    [Fact]
    public void Apply_ScorecardOfAnotherTree_Throws()
    {
        var other = TestTrees.OfNorms("{id: a, name: a, forbid: {anyOf: [好]}, points: -1}");

        FluentActions.Invoking(() => Assessment.Apply(other, Scorer.Score(Tree, Dialogue, 1), [])).Should().Throw<ArgumentException>();
    }

    private static AssessmentResult Apply(Scorecard machine, params Decision[] decisions) =>
        Assessment.Apply(Tree, machine, [.. decisions]);

    private static Decision Decide(string path, Outcome outcome, decimal? points = null) =>
        new(path, outcome, points, "heard the recording", "inspector-1", "2026-03-01T09:00:00Z");
}
