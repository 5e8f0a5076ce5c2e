using System.Collections.Immutable;
using Qa.Portal.Ui.Shared;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;

namespace Qa.Portal.Modules.NormSets.Trying;

/// <summary>What a tree makes of an interaction.</summary>
/// <param name="Turns">Each cut where evidence begins or ends.</param>
/// <param name="Norms">Every enabled norm in the order of the tree.</param>
internal sealed record TrySight(Scorecard Card, ImmutableArray<ImmutableArray<EvidenceText>> Turns, ImmutableArray<TriedNorm> Norms)
{
    /// <param name="shown">What is shown of a turn's text, as long as the text.</param>
    public static TrySight Of(CompiledTree tree, Interaction interaction, Func<string, string> shown)
    {
        var card = Scorer.Score(tree, interaction, version: 0);
        var names = NamesOf(tree.Tree.Nodes);
        ImmutableArray<TriedNorm> norms = [.. card.Norms.Select(result => new TriedNorm(result.Path, names[result.Path], result.Outcome, result.Points))];
        var hits = card.Norms.Where(static result => result.Outcome is Outcome.Violated or Outcome.Uncertain or Outcome.Rewarded)
            .SelectMany(result => result.Hits.Select(hit => (hit.Turn, Norm: names[result.Path], hit.Start, hit.Length))).ToLookup(static hit => hit.Turn, static hit => (hit.Norm, hit.Start, hit.Length));
        return new(card, [.. interaction.Turns.Select((turn, index) => EvidenceText.Of(shown(turn.Text), [.. hits[index]]))], norms);
    }

    private static Dictionary<string, string> NamesOf(ImmutableArray<TreeNode> nodes)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(nodes, "");
        return names;

        void Add(ImmutableArray<TreeNode> children, string before)
        {
            foreach (var node in children)
            {
                if (node is Category category)
                    Add(category.Children, $"{before}{node.Id}/");
                else
                    names.Add(before + node.Id, node.Name);
            }
        }
    }
}

/// <summary>What one norm came to.</summary>
internal sealed record TriedNorm(string Path, string Name, Outcome Outcome, decimal Points)
{
    public bool IsRemarkable => Outcome is Outcome.Violated or Outcome.Uncertain or Outcome.Rewarded or Outcome.NotMeasurable;
}
