using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Tests.Fuzzing;
using Qa.Rules.Tests.Oracle.Cases;
using Qa.Rules.Trees;
using Qa.Rules.Versions;
using CsCheck;

namespace Qa.Rules.Tests.Laws;

/// <summary>Laws of whole scorecards: points, categories, veto, <c>when</c>, confidence, and identity.</summary>
public sealed class OutcomeLawTests
{
    private const int Iterations = 250;

    [Fact]
    public void Score_AnyTree_GivesWhatEveryScorecardIs() => Check((tree, interaction) => ScorecardCheck.Score(Load(tree), interaction));

    [Fact]
    public void Score_FromItsNorms_IsTheSumWithinEachCategory() => Check((tree, interaction) =>
    {
        var compiled = Load(tree);
        var scorecard = Scorer.Score(compiled, interaction, version: 0);
        var points = scorecard.Norms.ToDictionary(norm => norm.Path, norm => norm.Points);
        var rules = compiled.Tree.Score;
        var vetoes = Norms(compiled.Tree.Nodes, "").Where(n => IsVeto(n.Norm)).Select(n => n.Path).ToHashSet();
        scorecard.Vetoed.Should().Be(scorecard.Norms.Any(norm => norm.Outcome == Outcome.Violated && vetoes.Contains(norm.Path)));
        scorecard.Score.Should().Be(scorecard.Vetoed ? rules.Min : Math.Clamp(rules.Base + compiled.Tree.Nodes.Sum(node => PointsOf(node, "", points)), rules.Min, rules.Max));
    });

    [Fact]
    public void Score_PointsOfANorm_AreThoseOfItsHits() => Check((tree, interaction) =>
    {
        var compiled = Load(tree);
        var norms = Norms(compiled.Tree.Nodes, "").ToDictionary(n => n.Path, n => n.Norm);
        foreach (var result in Scorer.Score(compiled, interaction, version: 0).Norms)
        {
            var (points, perHit, maxHits) = norms[result.Path].Judgement switch
            {
                Judgement.Forbid forbid => (forbid.Points ?? 0m, forbid.PerHit, forbid.MaxHits),
                Judgement.Require require => (require.Points ?? 0m, false, null),
                Judgement.Reward reward => (reward.Points, reward.PerHit, reward.MaxHits),
                _ => (0m, false, null),
            };
            var counted = perHit ? Math.Min(Math.Max(1, result.Hits.Length), maxHits ?? int.MaxValue) : 1;
            result.Points.Should().Be(result.Outcome is Outcome.Violated or Outcome.Rewarded ? points * counted : 0m, "of {0}", result);
        }
    });

    [Fact]
    public void Score_OneMoreDisabledNorm_ChangesTheHashAlone() => Check((tree, interaction) =>
    {
        var more = tree.DeepClone().AsObject();
        more["norms"]!.AsArray().Insert(0, JsonNode.Parse("""{"id": "off", "name": "off", "enabled": false, "children": [{"id": "x", "name": "x", "forbid": {"not": {"anyOf": ["从来没有"]}}, "points": "veto"}]}"""));
        var (before, after) = (Scorer.Score(Load(tree), interaction, version: 1), Scorer.Score(Load(more), interaction, version: 1));
        after.TreeHash.Should().NotBe(before.TreeHash);
        ScorecardJson.ToText(after with { TreeHash = before.TreeHash }).Should().Be(ScorecardJson.ToText(before));
    });

    [Fact]
    public void Load_CanonicalDocumentAgain_GivesTheSameHashAndScorecard() => Check((tree, interaction) =>
    {
        var compiled = Load(tree);
        var again = TreeLoader.Load("again.json", CanonicalJson.Of(compiled.Tree.Document));
        again.Diagnostics.Should().BeEmpty();
        ScorecardJson.ToText(Scorer.Score(CompiledTree.Compile(again.Tree!), interaction, version: 0))
            .Should().Be(ScorecardJson.ToText(Scorer.Score(compiled, interaction, version: 0)));
    });

    [Fact]
    public void Score_WhenThatHoldsNever_IsNotApplicable() => Check((tree, interaction) =>
        Scorer.Score(Load(WithWhen(tree, """{"turnCount": {"above": 1000}, "role": "any"}""")), interaction, version: 0)
            .Norms.Should().NotContain(norm => norm.Outcome != Outcome.NotApplicable || norm.Points != 0m || !norm.Hits.IsEmpty));

    [Fact]
    public void Score_WhenThatHoldsAlways_IsAsWithout() => Check((tree, interaction) =>
        Results(WithWhen(tree, """{"not": {"turnCount": {"above": 1000}, "role": "any"}}"""), interaction).Should().Equal(Results(WithWhen(tree, null), interaction)));

    [Fact]
    public void Score_LeastConfidenceOfNothing_IsNeverUncertain() => Check((tree, interaction) =>
    {
        var sure = tree.DeepClone().AsObject();
        sure["score"] ??= new JsonObject();
        sure["score"]!["minConfidence"] = 0;
        Scorer.Score(Load(sure), interaction, version: 0).Norms.Should().NotContain(norm => norm.Outcome == Outcome.Uncertain);
    });

    [Fact]
    public void Score_MoreConfidenceAsked_MakesOnlyViolationsUncertain() => Check((tree, interaction) =>
    {
        var (sure, unsure) = (tree.DeepClone().AsObject(), tree.DeepClone().AsObject());
        foreach (var (document, least) in new[] { (sure, 0), (unsure, 1) })
        {
            document["score"] ??= new JsonObject();
            document["score"]!["minConfidence"] = least;
        }

        foreach (var (before, after) in Scorer.Score(Load(sure), interaction, version: 0).Norms.Zip(Scorer.Score(Load(unsure), interaction, version: 0).Norms))
            (after.Outcome == before.Outcome || (before.Outcome, after.Outcome) == (Outcome.Violated, Outcome.Uncertain)).Should().BeTrue("{0} became {1}", before, after);
    });

    [Fact]
    public void Score_WithoutMaxDeduct_IsNotMore() => Check((tree, interaction) =>
    {
        var uncapped = tree.DeepClone().AsObject();
        Walk(uncapped["norms"]!.AsArray(), node => node.Remove("maxDeduct"));
        Scorer.Score(Load(uncapped), interaction, version: 0).Score.Should().BeLessThanOrEqualTo(Scorer.Score(Load(tree), interaction, version: 0).Score);
    });

    private static void Check(Action<JsonObject, Interaction> law) => RandomTrees.Case.Sample(
        drawn => law(JsonNode.Parse(drawn.TreeJson)!.AsObject(), InteractionReader.Read(Encoding.UTF8.GetBytes(drawn.InteractionJson)).Interaction!),
        iter: Iterations,
        threads: 1);

    private static CompiledTree Load(JsonObject tree)
    {
        var loaded = TreeLoader.Load("law.json", CaseText.Of(tree));
        return CompiledTree.Compile(loaded.Tree ?? throw new InvalidOperationException(string.Join("; ", loaded.Diagnostics)));
    }

    private static ImmutableArray<string> Results(JsonObject tree, Interaction interaction) =>
        [.. Scorer.Score(Load(tree), interaction, version: 0).Norms.Select(norm => $"{norm.Path} {norm.Outcome} {norm.Points} {string.Join(' ', norm.Hits)}")];

    private static JsonObject WithWhen(JsonObject tree, string? when)
    {
        var changed = tree.DeepClone().AsObject();
        Walk(changed["norms"]!.AsArray(), node =>
        {
            node.Remove("when");
            if (when is not null && !node.ContainsKey("children"))
                node["when"] = JsonNode.Parse(when);
        });
        return changed;
    }

    private static void Walk(JsonArray nodes, Action<JsonObject> change)
    {
        foreach (var node in nodes.Select(node => node!.AsObject()))
        {
            change(node);
            if (node["children"] is JsonArray children)
                Walk(children, change);
        }
    }

    private static bool IsVeto(Norm norm) => norm.Judgement is Judgement.Forbid { Points: null } or Judgement.Require { Points: null };

    private static IEnumerable<(string Path, Norm Norm)> Norms(IEnumerable<TreeNode> nodes, string prefix) => nodes.SelectMany(node => node is Category category
        ? Norms(category.Children, prefix + node.Id + "/")
        : [(prefix + node.Id, (Norm)node)]);

    private static decimal PointsOf(TreeNode node, string prefix, Dictionary<string, decimal> points)
    {
        if (!node.Enabled)
            return 0m;
        if (node is not Category category)
            return points[prefix + node.Id];
        var parts = category.Children.Select(child => PointsOf(child, prefix + node.Id + "/", points)).ToList();
        var taken = parts.Where(part => part < 0m).Sum();
        return (category.MaxDeduct is { } most ? Math.Max(taken, -most) : taken) + parts.Where(part => part > 0m).Sum();
    }
}
