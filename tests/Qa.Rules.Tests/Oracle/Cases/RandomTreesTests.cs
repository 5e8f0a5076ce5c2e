using System.Text.Json.Nodes;
using CsCheck;

namespace Qa.Rules.Tests.Oracle.Cases;

/// <summary>A generator that only makes cases in which nothing happens would let every engine pass: what it makes is looked at too.</summary>
public sealed class RandomTreesTests
{
    private const int LookedAt = 1_500;
    private const int FewestOfEach = 3;

    private static readonly string[] Operators =
    [
        "anyOf", "allOf", "regex", "similar", "repeat", "silence", "interruption", "speechRate", "responseTime", "loudness", "duration",
        "turnCount", "all", "any", "not", "sequence", "lacking", "unanswered", "use", "expr",
    ];

    [Fact]
    public void Case_ScoredTwice_GivesTheSameBytes() => RandomTrees.Case.Sample(
        c => Score(c).ToJsonString() == Score(c).ToJsonString(),
        iter: 200);

    [Fact]
    public void Case_Text_SaysEveryCharacterAsItself() => RandomTrees.Case.Sample(
        c => !c.TreeJson.Contains("\\ud", StringComparison.OrdinalIgnoreCase) && !c.InteractionJson.Contains("\\ud", StringComparison.OrdinalIgnoreCase),
        iter: 200);

    [Fact]
    public void Case_Many_ReachEveryOperatorOutcomeAndModifier()
    {
        var seen = new Dictionary<string, int>();
        var random = new PCG(1, 20260301);
        for (var i = 0; i < LookedAt; i++)
        {
            var drawn = RandomTrees.Case.Generate(random, null, out _);
            var norms = new Dictionary<string, JsonObject>();
            Collect(JsonNode.Parse(drawn.TreeJson)!["norms"]!.AsArray(), "", norms);
            foreach (var entry in Score(drawn)["norms"]!.AsArray())
            {
                foreach (var what in Seen(norms[(string)entry!["path"]!], entry.AsObject())) seen[what] = seen.GetValueOrDefault(what) + 1;
            }
        }

        var wanted = Operators.SelectMany(o => new[] { o + " holds", o + " does not hold" })
            .Concat(["uncertain forbid", "uncertain require", "notMeasurable", "notApplicable", "manual", "rewarded", "pinyin", "several hits"])
            .Concat(["minHits", "except", "turns", "seconds", "around", "withinTurns", "veto", "perHit", "maxHits"]);
        wanted.Where(w => seen.GetValueOrDefault(w) < FewestOfEach).Should().BeEmpty();
    }

    private static JsonObject Score(OracleCase drawn) =>
        NaiveScorer.Score(JsonNode.Parse(drawn.TreeJson)!.AsObject(), JsonNode.Parse(drawn.InteractionJson)!.AsObject());

    private static void Collect(JsonArray nodes, string parentPath, Dictionary<string, JsonObject> norms)
    {
        foreach (var node in nodes.Select(n => n!.AsObject()))
        {
            var path = parentPath + (string)node["id"]!;
            if (node["children"] is JsonArray children) Collect(children, path + "/", norms);
            else norms.Add(path, node);
        }
    }

    /// <summary>What this norm, with what came of it, is an example of.</summary>
    private static IEnumerable<string> Seen(JsonObject norm, JsonObject entry)
    {
        var outcome = (string)entry["outcome"]!;
        var hits = entry["hits"]!.AsArray();
        var kind = ((string[])["forbid", "require", "reward", "manual"]).First(norm.ContainsKey);
        yield return outcome;
        yield return outcome + " " + kind;
        if (hits.Count > 1) yield return "several hits";
        if (hits.Any(h => h!["via"] is not null)) yield return "pinyin";
        if (kind == "manual" || outcome is "notMeasurable" or "notApplicable") yield break;

        var condition = norm[kind]!.AsObject();
        var op = Operators.First(condition.ContainsKey);
        var holds = kind == "require" ? outcome == "met" : outcome != "met";
        yield return op + (holds ? " holds" : " does not hold");
        if (!holds) yield break;
        foreach (var key in condition.Select(p => p.Key).Concat((condition[op] as JsonObject)?.Select(p => p.Key) ?? [])) yield return key;
        foreach (var key in (string[])["perHit", "maxHits"])
        {
            if (norm.ContainsKey(key)) yield return key;
        }

        if (norm["points"] is JsonValue points && points.GetValueKind() == System.Text.Json.JsonValueKind.String) yield return "veto";
    }
}
