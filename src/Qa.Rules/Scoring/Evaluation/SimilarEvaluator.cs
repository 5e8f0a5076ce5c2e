using System.Collections.Immutable;
using Qa.Rules.Matching;

namespace Qa.Rules.Scoring;

/// <summary><c>similar</c>: turns of which some stretch is close enough to a script.</summary>
internal sealed class SimilarEvaluator(
    ImmutableArray<ApproximateScript> scripts, decimal atLeast, int minHits, SelectionEvaluator selection) : ConditionEvaluator
{
    public override Verdict Evaluate(ScoringRun run)
    {
        var unmeasurable = selection.Prepare(run);
        var first = run.Places.Count;
        for (var turn = 0; turn < run.Interaction.Turns.Length; turn++)
        {
            if (selection.Selects(run, turn) && IsSimilar(run.Texts[turn]))
                run.Places.Add(run.Texts.WholeTurn(turn));
        }

        return run.Places.Close(first, minHits, unmeasurable);
    }

    private bool IsSimilar(ReadOnlySpan<char> text)
    {
        foreach (var script in scripts)
        {
            // 1 − d/length ≥ atLeast, multiplied out; a distance is never more than the length.
            if (script.Length - script.LeastDistance(text) >= atLeast * script.Length)
                return true;
        }

        return false;
    }
}
