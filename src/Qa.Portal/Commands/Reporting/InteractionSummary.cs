using System.Collections.Immutable;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;

namespace Qa.Portal.Commands.Reporting;

/// <summary>What a report keeps of a scorecard until it is counted.</summary>
/// <param name="Violated">The violated norms, by their place in the scorecard, with their points.</param>
internal sealed record InteractionSummary(
    string Id,
    AgentReference Agent,
    decimal Score,
    bool Vetoed,
    bool Passed,
    bool NeedsReview,
    ImmutableArray<(int Norm, decimal Points)> Violated)
{
    public static InteractionSummary Of(Interaction interaction, Scorecard scorecard)
    {
        var violated = ImmutableArray.CreateBuilder<(int, decimal)>();
        for (var norm = 0; norm < scorecard.Norms.Length; norm++)
        {
            if (scorecard.Norms[norm].Outcome == Outcome.Violated)
                violated.Add((norm, scorecard.Norms[norm].Points));
        }

        return new(
            interaction.Id, interaction.Agent, scorecard.Score, scorecard.Vetoed, scorecard.Passed, scorecard.NeedsReview,
            violated.ToImmutable());
    }
}
