using System.Collections.Immutable;
using System.Globalization;
using Qa.Rules.Compilation;
using Qa.Rules.Trees;

namespace Qa.Rules.Scoring;

/// <summary>
/// Puts people's decisions in the machine's place and adds the score up again, with category limits, veto, clamp and pass
/// as before (norm-tree.md §4, "When people have their say"). Nobody types a total.
/// </summary>
public static class Assessment
{
    /// <param name="tree">The version that made the scorecard.</param>
    /// <exception cref="ArgumentException">The scorecard was made by another tree.</exception>
    public static AssessmentResult Apply(CompiledTree tree, Scorecard machine, ImmutableArray<Decision> decisions)
    {
        if (!string.Equals(machine.TreeHash, tree.TreeHash, StringComparison.Ordinal))
            throw new ArgumentException($"the scorecard was made by tree {machine.TreeHash}, not by {tree.TreeHash}", nameof(machine));
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < tree.Norms.Length; index++)
            indexes.Add(tree.Norms[index].Path, index);
        var errors = ImmutableArray.CreateBuilder<DecisionError>();
        var results = machine.Norms.ToArray();
        for (var index = 0; index < decisions.Length; index++)
        {
            var decision = decisions[index];
            if (!indexes.TryGetValue(decision.Path, out var norm))
                errors.Add(new(index, decision.Path, "no such norm", "the path of an enabled norm of the scorecard"));
            else if (Check(index, decision, tree.Norms[norm]) is { } error)
                errors.Add(error);
            else
                results[norm] = Decide(decision, tree.Norms[norm], machine.Norms[norm]);
        }

        return errors.Count > 0
            ? new(null, errors.ToImmutable())
            : new(new(machine, AddUp(tree, machine, results), decisions), []);
    }

    private static DecisionError? Check(int index, Decision decision, CompiledNorm norm)
    {
        Outcome[] allowed = norm.Norm.Judgement switch
        {
            Judgement.Manual => [Outcome.Manual, Outcome.NotApplicable],
            Judgement.Reward => [Outcome.Rewarded, Outcome.Met, Outcome.NotApplicable],
            _ => [Outcome.Violated, Outcome.Met, Outcome.NotApplicable],
        };
        if (!allowed.Contains(decision.Outcome))
            return new(index, decision.Path, $"the outcome {OutcomeNames.Of(decision.Outcome)}", $"one of {string.Join(", ", allowed.Select(OutcomeNames.Of))}");
        if (string.IsNullOrWhiteSpace(decision.Reason))
            return new(index, decision.Path, "no reason", "a reason");
        if (decision.Outcome != Outcome.Manual)
            return decision.Points is null ? null : new(index, decision.Path, "points", "none: the norm says what its outcome costs");
        var max = ((Judgement.Manual)norm.Norm.Judgement).Max;
        return decision.Points is { } points && points <= 0m && points >= -max
            ? null
            : new(index, decision.Path, decision.Points?.ToString(CultureInfo.InvariantCulture) ?? "no points", string.Create(CultureInfo.InvariantCulture, $"points from -{max} to 0"));
    }

    // A person who confirms the machine confirms its count of hits; one who overrules it counts the hits that are shown, or once.
    private static NormResult Decide(Decision decision, CompiledNorm norm, NormResult machine) =>
        decision.Outcome == machine.Outcome && decision.Outcome != Outcome.Manual
            ? machine
            : machine with
            {
                Outcome = decision.Outcome,
                Points = decision.Points ?? norm.PointsFor(decision.Outcome, Math.Max(1, machine.Hits.Length)),
            };

    private static Scorecard AddUp(CompiledTree tree, Scorecard machine, NormResult[] results)
    {
        var tally = Tally.Empty(tree);
        for (var index = 0; index < results.Length; index++)
            tally.Add(tree.Norms[index], results[index].Outcome, results[index].Points);
        var (vetoed, needsReview) = (tally.IsVetoed, tally.NeedsReview);
        var score = tally.FoldIntoScore(tree);
        return machine with
        {
            Score = score,
            Vetoed = vetoed,
            Passed = !vetoed && score >= tree.Tree.Score.Pass,
            NeedsReview = needsReview,
            Fatal = tally.Fatal,
            Nonfatal = tally.Nonfatal,
            Norms = [.. results],
        };
    }
}
