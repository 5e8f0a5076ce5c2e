using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Oracle.Cases;

public sealed class CaseReducerTests
{
    [Fact]
    public void Reduce_CaseWithMuchElse_LeavesWhatItIsAbout()
    {
        var found = new OracleCase(
            """
            {"ruleSet": "x", "name": "x", "score": {"pass": 80}, "norms": [
              {"id": "a", "forbid": {"turnCount": {"above": 9}}, "points": -5},
              {"id": "c", "children": [
                {"id": "b", "name": "b", "forbid": {"all": [{"not": {"anyOf": ["滚"]}}, {"anyOf": ["您好", "投诉"], "match": "pinyin"}]}, "points": -5}]}]}
            """,
            """
            {"id": "i1", "channel": "voice", "agent": {"id": "A1"}, "turns": [{"role": "customer", "text": "喂"}, {"role": "agent", "text": "我帮您登记头诉"}]}
            """);

        var reduced = CaseReducer.Reduce(found, FindsByPinyin);

        reduced.TreeJson.Should().Be("""{"ruleSet": "", "norms": [{"forbid": {"anyOf": ["投诉"], "match": "pinyin"}, "points": -5}]}""");
        reduced.InteractionJson.Should().Be("""{"id": "", "channel": "", "agent": {"id": ""}, "turns": [{"role": "agent", "text": "头诉"}]}""");
    }

    private static bool FindsByPinyin(OracleCase c) =>
        NaiveScorer.Score(JsonNode.Parse(c.TreeJson)!.AsObject(), JsonNode.Parse(c.InteractionJson)!.AsObject())
            .ToJsonString().Contains("pinyin", StringComparison.Ordinal);
}
