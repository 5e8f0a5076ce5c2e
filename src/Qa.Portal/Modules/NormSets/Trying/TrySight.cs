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
        var known = TreeWalk.NormsByPath(tree.Tree);
        ImmutableArray<TriedNorm> norms = [.. card.Norms.Select(result => new TriedNorm(result.Path, known[result.Path].Name, result.Outcome, result.Points, !result.Hits.IsEmpty))];
        var hits = card.Norms.Where(static result => result.Outcome is Outcome.Violated or Outcome.Uncertain or Outcome.Rewarded)
            .SelectMany(result => result.Hits.Select(hit => (hit.Turn, Norm: known[result.Path].Name, hit.Start, hit.Length))).ToLookup(static hit => hit.Turn, static hit => (hit.Norm, hit.Start, hit.Length));
        return new(card, [.. interaction.Turns.Select((turn, index) => EvidenceText.Of(shown(turn.Text), [.. hits[index]]))], norms);
    }
}

/// <summary>What one norm came to.</summary>
/// <param name="HasHits">Whether what it looks for was found.</param>
internal sealed record TriedNorm(string Path, string Name, Outcome Outcome, decimal Points, bool HasHits)
{
    public bool IsRemarkable => Outcome is Outcome.Violated or Outcome.Uncertain or Outcome.Rewarded or Outcome.NotMeasurable;
}
