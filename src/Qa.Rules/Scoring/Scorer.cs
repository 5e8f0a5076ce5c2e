using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;

namespace Qa.Rules.Scoring;

/// <summary>
/// Scores an interaction by a tree: a pure function, the same bytes on every machine, culture and thread. A run starts from
/// what the tree comes to when nothing is said, and judges only the norms that must always be judged and those whose
/// phrases the matching pass found.
/// </summary>
public static class Scorer
{
    /// <summary>The scorecard, with evidence.</summary>
    /// <param name="version">Version of the set, from 1; 0 for a tree that was never published.</param>
    public static Scorecard Score(CompiledTree tree, Interaction interaction, int version)
    {
        var results = new NormResult[tree.NormCount];
        tree.QuietResults.CopyTo(results);
        var pass = new EvidencePass(results);
        var totals = Run(tree, interaction, ref pass);
        return new(
            interaction.Id, tree.Tree.RuleSet, version, tree.TreeHash,
            totals.Score, totals.Vetoed, totals.Passed, totals.NeedsReview, totals.Fatal, totals.Nonfatal,
            ImmutableCollectionsMarshal.AsImmutableArray(results));
    }

    /// <summary>
    /// The totals alone, and what every enabled norm came to in the order of <see cref="CompiledTree.NormPaths"/>, when asked
    /// for: what the scorecard would say, for impact analysis and sampling, without the cost of evidence.
    /// </summary>
    /// <param name="norms">Empty, or as long as <see cref="CompiledTree.NormCount"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="norms"/> is of another length.</exception>
    public static QuickScore ScoreQuickly(CompiledTree tree, Interaction interaction, Span<QuickNorm> norms = default)
    {
        if (!norms.IsEmpty && norms.Length != tree.NormCount)
            throw new ArgumentException($"{norms.Length} places for {tree.NormCount} norms", nameof(norms));
        for (var index = 0; index < norms.Length; index++)
            norms[index] = new(tree.QuietResults[index].Outcome, tree.QuietResults[index].Points);
        var pass = new QuickPass(norms);
        return Run(tree, interaction, ref pass);
    }

    private static QuickScore Run<TPass>(CompiledTree tree, Interaction interaction, ref TPass pass)
        where TPass : IResultPass, allows ref struct
    {
        var run = ScoringRun.Begin(tree, interaction);
        run.Tally.CopyFrom(tree.QuietTally);
        var hasDoubtfulAgentTurn = run.HasDoubtfulAgentTurn();
        if (hasDoubtfulAgentTurn)
        {
            // Quiet outcomes are certain only when every agent turn was heard well enough.
            for (var norm = 0; norm < tree.NormCount; norm++)
                JudgeNorm(run, norm, hasDoubtfulAgentTurn, ref pass);
        }
        else
        {
            foreach (var norm in tree.AlwaysJudged)
                JudgeNorm(run, norm, hasDoubtfulAgentTurn, ref pass);
            foreach (var norm in run.NormsWithOccurrences())
                JudgeNorm(run, norm, hasDoubtfulAgentTurn, ref pass);
        }

        var (fatal, nonfatal, vetoed, review) = (run.Tally.Fatal, run.Tally.Nonfatal, run.Tally.IsVetoed, run.Tally.NeedsReview);
        var score = run.Tally.FoldIntoScore(tree);
        run.End();
        return new(score, vetoed, !vetoed && score >= tree.Tree.Score.Pass, review, fatal, nonfatal);
    }

    private static void JudgeNorm<TPass>(ScoringRun run, int index, bool hasDoubtfulAgentTurn, ref TPass pass)
        where TPass : IResultPass, allows ref struct
    {
        var norm = run.Tree.Norms[index];
        var (outcome, evidence) = NormJudge.Judge(run, norm, hasDoubtfulAgentTurn);
        var points = norm.PointsFor(outcome, evidence.Occasions);
        if (norm.QuietOutcome is { } quiet)
            run.Tally.Remove(norm, quiet, run.Tree.QuietResults[index].Points);
        run.Tally.Add(norm, outcome, points);
        pass.Put(run, index, outcome, points, evidence);
    }

    /// <summary>What is kept of a judged norm.</summary>
    private interface IResultPass
    {
        void Put(ScoringRun run, int norm, Outcome outcome, decimal points, Verdict evidence);
    }

    private readonly ref struct EvidencePass(Span<NormResult> results) : IResultPass
    {
        private readonly Span<NormResult> _results = results;

        public void Put(ScoringRun run, int norm, Outcome outcome, decimal points, Verdict evidence) =>
            _results[norm] = new(run.Tree.Norms[norm].Path, outcome, points, HitsOf(run, evidence));

        private static ImmutableArray<Hit> HitsOf(ScoringRun run, Verdict evidence)
        {
            if (evidence.Count == 0)
                return [];
            var hits = new Hit[evidence.Count];
            var places = run.Places[evidence];
            for (var index = 0; index < hits.Length; index++)
            {
                var place = places[index];
                var text = run.Interaction.Turns[place.Turn].Text;
                var covered = place.Length == text.Length ? text : text.Substring(place.Start, place.Length);
                hits[index] = new(place.Turn, place.Start, place.Length, covered, place.ViaPinyin);
            }

            return ImmutableCollectionsMarshal.AsImmutableArray(hits);
        }
    }

    private readonly ref struct QuickPass(Span<QuickNorm> norms) : IResultPass
    {
        private readonly Span<QuickNorm> _norms = norms;

        public void Put(ScoringRun run, int norm, Outcome outcome, decimal points, Verdict evidence)
        {
            if (!_norms.IsEmpty)
                _norms[norm] = new(outcome, points);
        }
    }
}
