using System.Collections.Immutable;
using System.Text;
using Qa.Rules.Conditions;
using Qa.Rules.Trees;
using Qa.Rules.Workflows;

namespace Qa.Rules.Tests.Workflows;

/// <summary>Trees for these tests, of documents that hold <c>expr</c>, <c>turnCount</c> and <c>manual</c> norms only and are correct.</summary>
internal static class SampleTree
{
    public static NormTree Of(string json)
    {
        var document = (DocumentMapping)DocumentJson.Read(Encoding.UTF8.GetBytes(json), "sample", out _)!;
        return new(
            document["ruleSet"].AsText()!,
            document["name"].AsText()!,
            AppliesTo.Anything,
            ScoreRules.Default,
            [.. ((document["let"] as DocumentMapping)?.Entries ?? []).Select(entry => new LetCondition(entry.Key, ConditionOf(entry.Value)))],
            Nodes(document["norms"]!),
            document);
    }

    public static string Canonical(string json) => DocumentJson.Write(DocumentJson.Read(Encoding.UTF8.GetBytes(json), "sample", out _)!);

    private static ImmutableArray<TreeNode> Nodes(DocumentNode list) => [.. list.AsItems().Cast<DocumentMapping>().Select(Node)];

    private static TreeNode Node(DocumentMapping node)
    {
        var (id, name) = (node["id"].AsText()!, node["name"].AsText()!);
        var (description, guidance) = (node["description"].AsText(), node["guidance"].AsText());
        var enabled = node["enabled"].AsTruth() ?? true;
        if (node["children"] is { } children)
            return new Category(id, name, description, guidance, enabled, node, node["maxDeduct"].AsDecimal(), Nodes(children));
        var points = node["points"].AsDecimal();
        var perHit = node["perHit"].AsTruth() ?? false;
        var maxHits = (int?)node["maxHits"].AsDecimal();
        Judgement judgement = node switch
        {
            _ when node["forbid"] is { } forbid => new Judgement.Forbid(ConditionOf(forbid), points, perHit, maxHits),
            _ when node["require"] is { } require => new Judgement.Require(ConditionOf(require), points),
            _ when node["reward"] is { } reward => new Judgement.Reward(ConditionOf(reward), points!.Value, perHit, maxHits),
            _ => new Judgement.Manual(10),
        };
        var severity = node["severity"].AsText() == "fatal" || (points is null && judgement is not Judgement.Manual) ? Severity.Fatal : Severity.Nonfatal;
        return new Norm(id, name, description, guidance, enabled, node, node["when"] is { } when ? ConditionOf(when) : null, judgement, severity);
    }

    private static Condition ConditionOf(DocumentNode node) => ((DocumentMapping)node)["expr"].AsText() is { } text
        ? new Expr(text)
        : new TurnCount(new Limit(LimitSide.Above, 1), RoleFilter.Agent);
}
