using Qa.Rules.Scoring;
using Qa.Rules.Trees;

namespace Qa.Rules.Compilation;

/// <summary>An enabled norm, ready to be judged.</summary>
/// <param name="Category">Number of the category that its points go to; 0 for the top.</param>
/// <param name="Condition">What is forbidden, required or rewarded; null for a manual norm.</param>
internal sealed record CompiledNorm(string Path, Norm Norm, int Category, ConditionEvaluator? When, ConditionEvaluator? Condition)
{
    /// <summary>A violation is fatal: by its severity, or because it vetoes, which no severity undoes.</summary>
    public bool IsFatal { get; } = Norm.Severity == Severity.Fatal || Norm.Judgement.IsVeto;

    public bool IsVeto { get; } = Norm.Judgement.IsVeto;

    /// <summary>
    /// The outcome when no phrase of the norm is said, where that is certain for every interaction in which every agent turn
    /// was heard well enough; null when the norm must be judged each time.
    /// </summary>
    public Outcome? QuietOutcome { get; } = QuietOutcomeOf(Norm.Judgement, When, Condition);

    /// <summary>Points that go with an outcome and a number of occasions.</summary>
    public decimal PointsFor(Outcome outcome, int occasions) => (outcome, Norm.Judgement) switch
    {
        (Outcome.Violated, Judgement.Forbid { Points: { } points } forbid) => points * Counted(forbid.PerHit, forbid.MaxHits, occasions),
        (Outcome.Violated, Judgement.Require { Points: { } points }) => points,
        (Outcome.Rewarded, Judgement.Reward reward) => reward.Points * Counted(reward.PerHit, reward.MaxHits, occasions),
        _ => 0m,
    };

    private static int Counted(bool perHit, int? maxHits, int occasions) =>
        perHit ? Math.Min(occasions, maxHits ?? int.MaxValue) : 1;

    private static Outcome? QuietOutcomeOf(Judgement judgement, ConditionEvaluator? when, ConditionEvaluator? condition)
    {
        if (when is not null)
        {
            if (when.Needs != Needs.None || when.Quiet is not { } applies)
                return null;
            if (!applies)
                return Outcome.NotApplicable;
        }

        if (condition is null)
            return Outcome.Manual;
        if (condition.Needs != Needs.None || condition.Quiet is not { } holds)
            return null;
        return judgement switch
        {
            Judgement.Forbid => holds ? Outcome.Violated : Outcome.Met,
            Judgement.Require => holds ? Outcome.Met : Outcome.Violated,
            _ => holds ? Outcome.Rewarded : Outcome.Met,
        };
    }
}
