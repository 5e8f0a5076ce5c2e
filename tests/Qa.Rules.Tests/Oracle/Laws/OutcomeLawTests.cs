using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Oracle.Laws;

/// <summary>The oracle against section 4 of the page: outcomes, points, caps and the score.</summary>
public sealed class OutcomeLawTests
{
    [Theory]
    // A hit on a turn that was heard well enough makes it certain.
    [InlineData("""{"forbid": {"anyOf": ["好"]}, "points": -5}""", "uncertain", 0, "A?0.5 好")]
    [InlineData("""{"forbid": {"anyOf": ["好"]}, "points": -5}""", "violated", -5, "A?0.6 好")]
    [InlineData("""{"forbid": {"anyOf": ["好"]}, "points": -5}""", "violated", -5, "A?0.5 好", "A 好")]
    [InlineData("""{"forbid": {"anyOf": ["好"]}, "points": -5}""", "met", 0, "A?0.5 不")]
    // What holds without hits is never uncertain, nor is a reward.
    [InlineData("""{"forbid": {"turnCount": {"above": 1}}, "points": -5}""", "violated", -5, "A?0.5 a", "A?0.5 b")]
    [InlineData("""{"reward": {"anyOf": ["好"]}, "points": 5}""", "rewarded", 5, "A?0.5 好")]
    // What was required may have been said and not been heard, but only by the agent, and only where text was asked for.
    [InlineData("""{"require": {"anyOf": ["好"]}, "points": -5}""", "uncertain", 0, "A?0.5 不")]
    [InlineData("""{"require": {"anyOf": ["好"]}, "points": -5}""", "violated", -5, "C?0.5 不")]
    [InlineData("""{"require": {"turnCount": {"above": 1}}, "points": -5}""", "violated", -5, "A?0.5 不")]
    [InlineData("""{"require": {"unanswered": {}}, "points": -5}""", "violated", -5, "A?0.5 不")]
    [InlineData("""{"require": {"not": {"use": "hello"}}, "points": -5}""", "uncertain", 0, "A?0.5 您好")]
    [InlineData("""{"require": {"expr": "hits(\"hello\") > 0"}, "points": -5}""", "violated", -5, "A?0.5 不")]
    [InlineData("""{"require": {"lacking": {"of": {"use": "many"}, "near": {"anyOf": ["好"]}}}, "points": -5}""", "uncertain", 0, "A?0.5 不")]
    // Points a hit, and their limit.
    [InlineData("""{"forbid": {"anyOf": ["好"]}, "points": -0.1, "perHit": true}""", "violated", -0.3, "A 好好好")]
    [InlineData("""{"forbid": {"anyOf": ["好"]}, "points": -5, "perHit": true, "maxHits": 2}""", "violated", -10, "A 好好好")]
    [InlineData("""{"forbid": {"turnCount": {"above": 1}}, "points": -5, "perHit": true}""", "violated", -5, "A a", "A b")]
    [InlineData("""{"forbid": {"anyOf": ["好"]}, "points": "veto"}""", "violated", 0, "A 好")]
    // The first row that applies.
    [InlineData("""{"forbid": {"use": "quiet"}, "when": {"anyOf": ["好"]}, "points": -5}""", "notApplicable", 0, "A 不")]
    [InlineData("""{"forbid": {"use": "quiet"}, "when": {"anyOf": ["好"]}, "points": -5}""", "notMeasurable", 0, "A 好")]
    [InlineData("""{"manual": {"max": 5}, "when": {"use": "bad"}}""", "notMeasurable", 0, "A 好")]
    [InlineData("""{"manual": {"max": 5}}""", "manual", 0, "A 好")]
    public void Score_OneNorm_HasOutcomeAndPoints(string norm, string outcome, double points, params string[] turns)
    {
        var tree = LawCase.Tree(Node(norm));
        tree["score"] = new JsonObject { ["minConfidence"] = JsonNode.Parse("0.60") };

        var scorecard = NaiveScorer.Score(tree, LawCase.Interaction(turns));

        var entry = scorecard["norms"]![0]!;
        ((string)entry["outcome"]!).Should().Be(outcome);
        ((double)entry["points"]!).Should().Be(points);
        ((bool)scorecard["needsReview"]!).Should().Be(outcome is "uncertain" or "notMeasurable");
    }

    [Theory]
    // The cap takes from what is negative alone; a child category counts as one net number.
    [InlineData("""[{"id": "c", "maxDeduct": 3, "children": [{"id": "a", "forbid": {"use": "many"}, "points": -5}, {"id": "b", "reward": {"use": "many"}, "points": 2}]}]""", 99)]
    [InlineData("""[{"id": "c", "maxDeduct": 3, "children": [{"id": "d", "children": [{"id": "a", "forbid": {"use": "many"}, "points": -5}, {"id": "b", "reward": {"use": "many"}, "points": 2}]}]}]""", 97)]
    [InlineData("""[{"id": "c", "maxDeduct": 0, "children": [{"id": "a", "forbid": {"use": "many"}, "points": -5}]}]""", 100)]
    [InlineData("""[{"id": "c", "enabled": false, "children": [{"id": "a", "forbid": {"use": "many"}, "points": "veto"}]}]""", 100)]
    [InlineData("""[{"id": "c", "maxDeduct": 3, "children": [{"id": "a", "forbid": {"use": "many"}, "points": "veto", "severity": "nonfatal"}]}]""", 0)]
    [InlineData("""[{"id": "a", "reward": {"use": "many"}, "points": 5}]""", 100)]
    [InlineData("""[{"id": "a", "forbid": {"use": "many"}, "points": -1e3}]""", 0)]
    public void Score_Nodes_AddUpWithinTheirLimits(string nodes, double score)
    {
        var tree = LawCase.Tree();
        tree["norms"] = JsonNode.Parse(nodes);

        var scorecard = NaiveScorer.Score(tree, LawCase.Interaction(["A a", "A b"]));

        ((double)scorecard["score"]!).Should().Be(score);
        var vetoed = nodes.Contains("severity", StringComparison.Ordinal);
        ((bool)scorecard["vetoed"]!).Should().Be(vetoed);
        ((int)scorecard["fatal"]!).Should().Be(vetoed ? 1 : 0);
    }

    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("-0.0", "0")]
    [InlineData("333333333.33333329", "333333333.3333333")]
    [InlineData("1E30", "1e+30")]
    [InlineData("4.50", "4.5")]
    [InlineData("2e-3", "0.002")]
    [InlineData("0.000000000000000000000000001", "1e-27")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("0.0000001", "1e-7")]
    [InlineData("123456789012345680000", "123456789012345680000")]
    [InlineData("1e21", "1e+21")]
    [InlineData("-5e-324", "-5e-324")]
    [InlineData("9007199254740993", "9007199254740992")]
    public void Number_Decimal_IsWrittenAsECMAScriptWritesIt(string written, string canonical) =>
        NaiveCanonicalJson.Number(written).Should().Be(canonical);

    private static JsonObject Node(string norm)
    {
        var node = JsonNode.Parse(norm)!.AsObject();
        node["id"] = "n";
        node["name"] = "n";
        return node;
    }
}
