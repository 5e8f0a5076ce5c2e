using Qa.Rules.Compilation;
using Qa.Rules.Trees;

namespace Qa.Rules.Scoring;

/// <summary>Decides what a norm came to (norm-tree.md §4): the first row of the outcome table that applies.</summary>
internal static class NormJudge
{
    /// <param name="hasDoubtfulAgentTurn">Some agent turn was not heard surely enough.</param>
    public static (Outcome Outcome, Verdict Evidence) Judge(ScoringRun run, CompiledNorm norm, bool hasDoubtfulAgentTurn)
    {
        if (norm.When is { } when)
        {
            if (!run.Meets(when.Needs))
                return (Outcome.NotMeasurable, Verdict.NotHeld);
            var applies = when.Evaluate(run);
            if (applies.Unmeasurable)
                return (Outcome.NotMeasurable, Verdict.NotHeld);
            if (!applies.Holds)
                return (Outcome.NotApplicable, Verdict.NotHeld);
        }

        if (norm.Condition is not { } condition)
            return (Outcome.Manual, Verdict.NotHeld);
        if (!run.Meets(condition.Needs))
            return (Outcome.NotMeasurable, Verdict.NotHeld);
        var verdict = condition.Evaluate(run);
        if (verdict.Unmeasurable)
            return (Outcome.NotMeasurable, Verdict.NotHeld);
        return norm.Norm.Judgement switch
        {
            Judgement.Forbid => (Forbidden(run, verdict), verdict),
            Judgement.Require when verdict.Holds => (Outcome.Met, verdict),
            Judgement.Require => (hasDoubtfulAgentTurn && condition.ReadsText ? Outcome.Uncertain : Outcome.Violated, verdict),
            _ => (verdict.Holds ? Outcome.Rewarded : Outcome.Met, verdict),
        };
    }

    private static Outcome Forbidden(ScoringRun run, Verdict verdict)
    {
        if (!verdict.Holds)
            return Outcome.Met;
        return verdict.Count > 0 && AllDoubtful(run, run.Places[verdict]) ? Outcome.Uncertain : Outcome.Violated;
    }

    private static bool AllDoubtful(ScoringRun run, ReadOnlySpan<Place> places)
    {
        var least = run.Tree.Tree.Score.MinConfidence;
        if (least <= 0m)
            return false;
        foreach (var place in places)
        {
            if (run.Interaction.Turns[place.Turn].Confidence >= least)
                return false;
        }

        return true;
    }
}
