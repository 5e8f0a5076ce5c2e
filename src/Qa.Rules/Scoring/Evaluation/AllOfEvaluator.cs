namespace Qa.Rules.Scoring;

/// <summary><c>allOf</c>: the first occurrence of each phrase, when every phrase has one.</summary>
/// <param name="phraseCount">Number of phrases that differ after normalisation.</param>
internal sealed class AllOfEvaluator(int leaf, int phraseCount, SelectionEvaluator selection) : ConditionEvaluator
{
    public override Verdict Evaluate(ScoringRun run)
    {
        var unmeasurable = selection.Prepare(run);
        if (!run.Occurrences.Has(leaf))
            return Verdict.NotHeld.Or(unmeasurable);
        run.Occurrences.CopySorted(leaf, run.LeafScratch);
        var found = run.FlagScratch.Resize(phraseCount);
        found.Clear();
        var first = run.Places.Count;
        foreach (var occurrence in run.LeafScratch.Span)
        {
            if (found[occurrence.Phrase] || !selection.Selects(run, occurrence.Turn))
                continue;
            found[occurrence.Phrase] = true;
            run.Places.Add(run.Texts.ToOriginal(occurrence.Turn, occurrence.Start, occurrence.End - occurrence.Start));
        }

        if (found.Contains(false))
        {
            run.Places.Truncate(first);
            return Verdict.NotHeld.Or(unmeasurable);
        }

        run.Places.SortAndMerge(first);
        return run.Places.Close(first, 1, unmeasurable);
    }
}
