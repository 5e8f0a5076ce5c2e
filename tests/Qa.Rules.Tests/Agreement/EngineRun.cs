using System.Text;
using System.Text.Json.Nodes;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Tests.Oracle;
using Qa.Rules.Tests.Oracle.Cases;
using Qa.Rules.Trees;

namespace Qa.Rules.Tests.Agreement;

/// <summary>One case through the product and through the oracle, as the texts of their scorecards.</summary>
internal static class EngineRun
{
    public static string Product(OracleCase oracleCase)
    {
        var loaded = TreeLoader.Load("case.json", Encoding.UTF8.GetBytes(oracleCase.TreeJson));
        if (loaded.Tree is null)
            return "tree refused: " + string.Join("; ", loaded.Diagnostics);
        var read = InteractionReader.Read(Encoding.UTF8.GetBytes(oracleCase.InteractionJson));
        if (read.Interaction is null)
            return "interaction refused: " + string.Join("; ", read.Errors);
        var tree = CompiledTree.Compile(loaded.Tree);
        var scorecard = Scorer.Score(tree, read.Interaction, version: 0);
        var quick = Scorer.ScoreQuickly(tree, read.Interaction);
        if (quick.Score != scorecard.Score || quick.Vetoed != scorecard.Vetoed || quick.NeedsReview != scorecard.NeedsReview)
            return $"the quick score says {quick}, the scorecard {scorecard.Score}";
        var json = JsonNode.Parse(ScorecardJson.ToText(scorecard))!.AsObject();
        json.Remove("version");
        return json.ToJsonString();
    }

    public static string Oracle(OracleCase oracleCase) => NaiveScorer.Score(
        JsonNode.Parse(oracleCase.TreeJson)!.AsObject(), JsonNode.Parse(oracleCase.InteractionJson)!.AsObject()).ToJsonString();
}
