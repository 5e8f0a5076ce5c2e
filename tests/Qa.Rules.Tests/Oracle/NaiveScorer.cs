using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Oracle;

/// <summary>
/// The page norm-tree.md read aloud: a second scorer that shares nothing with the product, so that their agreement means something.
/// It is slow on purpose; where a sentence of the page can be carried out word by word, it is.
/// </summary>
internal static class NaiveScorer
{
    /// <summary>The scorecard of a valid document, without <c>version</c>.</summary>
    public static JsonObject Score(JsonObject tree, JsonObject interaction)
    {
        var resolved = NaiveDocument.Resolve(tree);
        var scale = resolved["score"]?.AsObject() ?? [];
        var minimum = Fraction.Of(scale["min"]) ?? 0;
        var maximum = Fraction.Of(scale["max"]) ?? 100;
        var naive = NaiveInteraction.Of(interaction);
        var judge = new NaiveNormJudge(resolved["let"]?.AsObject() ?? [], naive, Fraction.Of(scale["minConfidence"]) ?? 0);

        var verdicts = new List<NaiveVerdict>();
        var sum = Sum(PointsOf(resolved["norms"]!.AsArray(), "", judge, verdicts));
        var vetoed = verdicts.Any(v => v.Vetoes);
        var score = vetoed ? minimum : Fraction.Min(maximum, Fraction.Max(minimum, (Fraction.Of(scale["base"]) ?? 100) + sum));
        return new()
        {
            ["interaction"] = naive.Id,
            ["ruleSet"] = resolved["ruleSet"]!.GetValue<string>(),
            ["treeHash"] = NaiveCanonicalJson.Hash(resolved),
            ["score"] = score.ToJson(),
            ["vetoed"] = vetoed,
            ["passed"] = !vetoed && score >= (Fraction.Of(scale["pass"]) ?? 80),
            ["needsReview"] = verdicts.Any(v => v.Outcome is "uncertain" or "notMeasurable"),
            ["fatal"] = verdicts.Count(v => v.Outcome == "violated" && v.IsFatal),
            ["nonfatal"] = verdicts.Count(v => v.Outcome == "violated" && !v.IsFatal),
            ["norms"] = new JsonArray(verdicts.Select(v => (JsonNode)v.ToJson(naive)).ToArray()),
        };
    }

    /// <summary>The points of each enabled node; what every norm among and under them got is added to the verdicts.</summary>
    private static List<Fraction> PointsOf(JsonArray nodes, string parentPath, NaiveNormJudge judge, List<NaiveVerdict> verdicts) =>
        nodes.Select(n => n!.AsObject())
            .Where(n => (bool?)n["enabled"] ?? true)
            .Select(n => PointsOf(n, parentPath + (string)n["id"]!, judge, verdicts))
            .ToList();

    private static Fraction PointsOf(JsonObject node, string path, NaiveNormJudge judge, List<NaiveVerdict> verdicts)
    {
        if (node["children"] is not JsonArray children)
        {
            var verdict = judge.Judge(node, path);
            verdicts.Add(verdict);
            return verdict.Points;
        }

        var points = PointsOf(children, path + "/", judge, verdicts);
        var negative = Sum(points.Where(p => p < Fraction.Zero));
        var positive = Sum(points.Where(p => p > Fraction.Zero));
        return Fraction.Of(node["maxDeduct"]) is { } maxDeduct ? Fraction.Max(negative, -maxDeduct) + positive : negative + positive;
    }

    private static Fraction Sum(IEnumerable<Fraction> numbers) => numbers.Aggregate(Fraction.Zero, (sum, number) => sum + number);
}
