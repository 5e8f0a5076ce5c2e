using System.Collections.Immutable;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Replay;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;

namespace Qa.Grains.Shadow;

/// <summary>Scores the interaction of a scorecard with a draft, and lays the two beside each other. Whatever the draft does, it ends in a result.</summary>
internal static class ShadowScoring
{
    /// <summary>Longest fault that is kept, in UTF-16 units.</summary>
    private const int MaximumFault = 500;

    public static ShadowResult Score(ShadowedCard card, CompiledTree draft)
    {
        try
        {
            if (card.Erasure is not null)
                return Of(card, ShadowVerdict.Erased);
            if (card.Content is null)
                return Faulty(card, "the stored interaction is missing");
            var read = InteractionReader.Read(card.Content);
            if (read.Interaction is not { } interaction)
                return Faulty(card, read.Errors[0].Message);
            if (!draft.Tree.AppliesTo.Admits(interaction))
                return Of(card, ShadowVerdict.Unfit);
            var scored = Scorer.Score(draft, interaction, version: 0);
            var written = StoredCard.Read(card.Body);
            return Of(card, ShadowVerdict.Compared) with
            {
                Before = new(written.Score, written.Vetoed, written.Passed),
                After = new(scored.Score, scored.Vetoed, scored.Passed),
                Changes = Changes(written, scored),
                Hash = ScorecardJson.Hash(scored),
            };
        }
        catch (Exception defect)
        {
            // One interaction that the draft cannot cope with must not hold up the others.
            return Faulty(card, $"{defect.GetType().Name}: {defect.Message}");
        }
    }

    private static ImmutableArray<ShadowChange> Changes(StoredCard written, Scorecard scored)
    {
        var before = written.Norms.ToDictionary(static norm => norm.Path, StringComparer.Ordinal);
        var changes = ImmutableArray.CreateBuilder<ShadowChange>();
        foreach (var now in scored.Norms)
        {
            var outcome = OutcomeNames.Of(now.Outcome);
            if (!before.Remove(now.Path, out var old))
                changes.Add(new(now.Path, ImpactTally.Absent, outcome, now.Points));
            else if ((old.Outcome, old.Points) != (outcome, now.Points))
                changes.Add(new(now.Path, old.Outcome, outcome, now.Points - old.Points));
        }

        changes.AddRange(before.Values.Select(static gone => new ShadowChange(gone.Path, gone.Outcome, ImpactTally.Absent, -gone.Points)));
        return changes.DrainToImmutable();
    }

    private static ShadowResult Faulty(ShadowedCard card, string fault) =>
        Of(card, ShadowVerdict.Fault) with { Fault = fault.Length > MaximumFault ? fault[..MaximumFault] : fault };

    private static ShadowResult Of(ShadowedCard card, ShadowVerdict verdict) =>
        new(card.Task, card.Item, card.Interaction, card.Revision, card.Agent, card.AgentGroup, card.Version, verdict);
}
