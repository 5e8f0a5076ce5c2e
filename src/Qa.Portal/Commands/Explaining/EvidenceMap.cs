using Qa.Portal.Commands.Trees;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;

namespace Qa.Portal.Commands.Explaining;

/// <summary>A hit of a norm in a turn.</summary>
/// <param name="IsWholeTurn">The turn itself is the evidence (a silence before it, its speed), not words in it.</param>
internal readonly record struct Evidence(string NormName, Outcome Outcome, Hit Hit, bool IsWholeTurn)
{
    public int End => Hit.Start + Hit.Length;
}

/// <summary>The hits of a scorecard, turn by turn.</summary>
internal sealed class EvidenceMap
{
    private readonly ILookup<int, Evidence> _byTurn;

    public EvidenceMap(NormTree tree, Interaction interaction, Scorecard scorecard)
    {
        var norms = TreeWalk.NormsByPath(tree);
        var operators = new HitOperators(tree);
        _byTurn = scorecard.Norms
            .SelectMany(result => result.Hits.Select(hit => new Evidence(
                norms[result.Path].Name,
                result.Outcome,
                hit,
                IsWholeTurn(hit, interaction) && !operators.Of(norms[result.Path]).All(HitOperators.GivesWords))))
            .ToLookup(static evidence => evidence.Hit.Turn);
    }

    // A scorecard does not say which: words may also fill their turn.
    private static bool IsWholeTurn(Hit hit, Interaction interaction) =>
        hit.Start == 0 && hit.Length == interaction.Turns[hit.Turn].Text.Length;

    /// <summary>In order of start; those that weigh more first where several start together.</summary>
    public IReadOnlyList<Evidence> Of(int turn) =>
        [.. _byTurn[turn].OrderBy(static evidence => evidence.Hit.Start).ThenBy(static evidence => WeightOf(evidence.Outcome))];

    /// <summary>Of several outcomes on the same words the one that a reader must not miss comes first.</summary>
    public static int WeightOf(Outcome outcome) => outcome switch
    {
        Outcome.Violated => 0,
        Outcome.Uncertain => 1,
        Outcome.Rewarded => 2,
        _ => 3,
    };
}
