using Qa.Rules.Scoring;

namespace Qa.Rules.Tests.Scoring.Evaluation;

/// <summary>More hits than <c>any</c> and <c>all</c> collect without looking for stretches that come twice.</summary>
public sealed class GroupEvaluatorTests
{
    private const int Hits = 5_000;

    [Theory]
    [InlineData("any: [{anyOf: [无]}, {anyOf: [好]}]")]
    [InlineData("any: [{anyOf: [好]}, {anyOf: [无]}]")]
    [InlineData("any: [{turnCount: {above: 0}}, {anyOf: [好]}]")]
    [InlineData("all: [{any: [{turnCount: {above: 0}}]}, {anyOf: [好]}]")]
    [InlineData("all: [{anyOf: [好]}, {any: [{turnCount: {above: 0}}]}, {not: {anyOf: [无]}}]")]
    [InlineData("any: [{use: hits}, {use: hits}, {anyOf: [无]}, {use: hits}]")]
    public void Score_VeryManyHits_KeepsThemAll(string condition)
    {
        var tree = TestTrees.Compile(
            "schema: qa.norm-tree/1\nruleSet: test\nname: test\nlet: {hits: {anyOf: [好]}}\nnorms:\n"
            + $"  - {{id: a, name: a, forbid: {{{condition}}}, points: -0.01, perHit: true}}\n");

        var scorecard = Scorer.Score(tree, TestTrees.Dialogue("agent: " + new string('好', Hits)), 0);

        scorecard.Norms[0].Hits.Should().HaveCount(Hits);
        scorecard.Norms[0].Points.Should().Be(-0.01m * Hits);
    }
}
