namespace Qa.Rules.Scoring;

/// <summary><c>anyOf</c>: of all occurrences, those not inside an exception; of these, left to right, the leftmost longest.</summary>
internal sealed class AnyOfEvaluator(int leaf, int minHits, SelectionEvaluator selection) : ConditionEvaluator
{
    public override Verdict Evaluate(ScoringRun run)
    {
        var unmeasurable = selection.Prepare(run);
        if (!run.Occurrences.Has(leaf))
            return Verdict.NotHeld.Or(unmeasurable);
        run.Occurrences.CopySorted(leaf, run.LeafScratch);
        var first = run.Places.Count;
        var turn = -1;
        var selected = false;
        var free = 0;
        var exceptEnd = 0;
        var occurrences = run.LeafScratch.Span;
        for (var index = 0; index < occurrences.Length; index++)
        {
            var occurrence = occurrences[index];
            if (occurrence.Turn != turn)
            {
                turn = occurrence.Turn;
                selected = selection.Selects(run, turn);
                free = exceptEnd = 0;
            }

            if (!selected)
                continue;
            if (index == 0 || occurrences[index - 1].Turn != turn || occurrences[index - 1].Start != occurrence.Start)
                exceptEnd = Math.Max(exceptEnd, LongestExceptFrom(occurrences[index..]));
            if (occurrence.Kind == OccurrenceKind.Except || occurrence.Start < free || occurrence.End <= exceptEnd)
                continue;
            run.Places.Add(run.Texts.ToOriginal(
                turn, occurrence.Start, occurrence.End - occurrence.Start, occurrence.Kind == OccurrenceKind.Pinyin));
            free = occurrence.End;
        }

        return run.Places.Close(first, minHits, unmeasurable);
    }

    // Occurrences that start together stand together, the longest first: the first exception among them reaches farthest.
    private static int LongestExceptFrom(ReadOnlySpan<LeafOccurrence> occurrences)
    {
        foreach (var occurrence in occurrences)
        {
            if (occurrence.Turn != occurrences[0].Turn || occurrence.Start != occurrences[0].Start)
                break;
            if (occurrence.Kind == OccurrenceKind.Except)
                return occurrence.End;
        }

        return 0;
    }
}
