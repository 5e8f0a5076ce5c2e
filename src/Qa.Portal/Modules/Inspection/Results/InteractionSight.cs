using System.Collections.Immutable;
using System.Text.Json;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Storage;
using Qa.Portal.Platform.Privacy;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;

namespace Qa.Portal.Modules.Inspection.Results;

/// <summary>An interaction with its newest result of each set, as a page shows it.</summary>
/// <param name="Hash">Of the interaction's canonical form.</param>
internal sealed record InteractionSight(Interaction Interaction, long Revision, string Hash, DateTimeOffset ReceivedAt, ImmutableArray<ResultSight> Results)
{
    /// <summary>Whether what was said was erased: there are turns without words.</summary>
    public bool IsErased { get; init; }
}

/// <summary>A result in the words of the version that made it.</summary>
/// <param name="SetName">What the set is called in that version.</param>
/// <param name="Norms">In the order of the tree.</param>
public sealed record ResultSight(
    string RuleSet, string SetName, long Version, DateTimeOffset ScoredAt, string Hash, decimal Score, bool IsVetoed, bool HasPassed, bool NeedsReview, ImmutableArray<NormSight> Norms)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <param name="tree">Of its version; null where it is not stored here, and norms are called by their paths.</param>
    public static ResultSight Of(StoredScorecard stored, NormTree? tree)
    {
        var card = JsonSerializer.Deserialize<Card>(stored.Body, Options)!;
        var names = tree is null ? [] : NamesOf(tree);
        return new(
            stored.RuleSet, tree?.Name ?? stored.RuleSet, stored.Version, UtcTicks.ToTime(stored.ScoredAt), stored.Hash, card.Score, card.Vetoed, card.Passed, card.NeedsReview,
            [.. card.Norms.Select(norm => NormSight.Of(norm.Path, OutcomeNames.Parse(norm.Outcome) ?? Outcome.Uncertain, norm.Points, norm.Hits, names.GetValueOrDefault(norm.Path)))]);
    }

    private static Dictionary<string, NamedNode> NamesOf(NormTree tree)
    {
        var names = new Dictionary<string, NamedNode>(StringComparer.Ordinal);
        Add(tree.Nodes, "", "");
        return names;

        void Add(ImmutableArray<TreeNode> nodes, string before, string category)
        {
            foreach (var node in nodes)
            {
                names.Add(before + node.Id, new(node, category));
                if (node is Category inner)
                    Add(inner.Children, $"{before}{node.Id}/", category.Length == 0 ? node.Name : $"{category} · {node.Name}");
            }
        }
    }

    private sealed record Card(decimal Score, bool Vetoed, bool Passed, bool NeedsReview, ImmutableArray<CardNorm> Norms);

    private sealed record CardNorm(string Path, string Outcome, decimal Points, ImmutableArray<HitSight> Hits);
}

/// <summary>A node of a tree, and the categories that it is in.</summary>
public sealed record NamedNode(TreeNode Node, string Category);

/// <summary>What one norm came to.</summary>
/// <param name="Category">The categories it is in, from the outermost; empty for none.</param>
/// <param name="Advice">What should have been said or done (指引); null where the tree says nothing.</param>
/// <param name="IsVeto">一票否决.</param>
public sealed record NormSight(string Path, string Name, string Category, string? Advice, Outcome Outcome, decimal Points, bool IsVeto, ImmutableArray<HitSight> Hits)
{
    /// <summary>Whether it is something to talk about, and not only that all was well.</summary>
    public bool IsRemarkable => Outcome is Outcome.Violated or Outcome.Uncertain or Outcome.Rewarded;

    public static NormSight Of(string path, Outcome outcome, decimal points, ImmutableArray<HitSight> hits, NamedNode? named) => new(
        path, named?.Node.Name ?? path, named?.Category ?? "", named?.Node.Guidance ?? named?.Node.Description, outcome, points,
        named?.Node is Norm { Judgement: Judgement.Forbid { Points: null } or Judgement.Require { Points: null } }, hits.IsDefault ? [] : [.. hits.Select(static hit => hit with { Text = PhoneMask.InText(hit.Text) })]);
}

/// <summary>Where a norm found its evidence; see <see cref="Hit"/>.</summary>
public sealed record HitSight(int Turn, int Start, int Length, string Text);
