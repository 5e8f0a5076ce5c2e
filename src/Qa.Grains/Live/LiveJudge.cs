using System.Collections.Immutable;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;

namespace Qa.Grains.Live;

/// <summary>
/// Judges a conversation so far: the violations that stay ones whatever is said after, each with its evidence. The whole is
/// scored anew each time, which takes microseconds and cannot drift from what the final scorecard says.
/// </summary>
internal static class LiveJudge
{
    public static IEnumerable<LiveAlert> Judge(CompiledTree tree, long version, Interaction interaction, DateTimeOffset now)
    {
        var scorecard = Scorer.Score(tree, interaction, checked((int)version));
        foreach (var result in scorecard.Norms.Where(result => result.Outcome == Outcome.Violated && tree.LiveNormPaths.Contains(result.Path)))
        {
            var norm = Find(tree.Tree, result.Path);
            foreach (var hit in EvidenceOf(result, interaction))
            {
                yield return new(
                    0, interaction.Id, interaction.Agent.Id, interaction.Agent.Group, tree.Tree.RuleSet, version, result.Path, norm.Name,
                    norm.Judgement is Judgement.Forbid { Points: null }, hit.Turn, hit.Start, hit.Length, hit.Text, now);
            }
        }
    }

    // A condition that holds without hits (a duration, say) is told once, at the beginning.
    private static ImmutableArray<Hit> EvidenceOf(NormResult result, Interaction interaction) =>
        result.Hits.IsEmpty && interaction.Turns.Length > 0 ? [new(0, 0, 0, "")] : result.Hits;

    private static Norm Find(NormTree tree, string path)
    {
        var nodes = tree.Nodes;
        foreach (var id in path.Split('/'))
        {
            switch (nodes.First(node => node.Id == id))
            {
                case Norm norm:
                    return norm;
                case Category category:
                    nodes = category.Children;
                    break;
            }
        }

        throw new ArgumentException($"The tree has no norm '{path}'.", nameof(path));
    }
}
