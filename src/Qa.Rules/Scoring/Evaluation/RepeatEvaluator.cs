namespace Qa.Rules.Scoring;

/// <summary><c>repeat</c>: the turns whose text is said often enough.</summary>
internal sealed class RepeatEvaluator(int times, int minLength, SelectionEvaluator selection) : ConditionEvaluator
{
    public override Verdict Evaluate(ScoringRun run)
    {
        var unmeasurable = selection.Prepare(run);
        run.IntScratch.Clear();
        for (var turn = 0; turn < run.Interaction.Turns.Length; turn++)
        {
            if (run.Texts[turn].Length >= minLength && selection.Selects(run, turn))
                run.IntScratch.Add(turn);
        }

        var turns = run.IntScratch.Span;
        if (turns.Length < times)
            return Verdict.NotHeld.Or(unmeasurable);

        // Equal texts stand together once the turns are sorted by text.
        turns.Sort(new ByText(run.Texts));
        var first = run.Places.Count;
        for (var start = 0; start < turns.Length;)
        {
            var end = start + 1;
            while (end < turns.Length && run.Texts[turns[end]].SequenceEqual(run.Texts[turns[start]]))
                end++;
            for (var index = start; index < end && end - start >= times; index++)
                run.Places.Add(run.Texts.WholeTurn(turns[index]));
            start = end;
        }

        run.Places.Sort(first);
        return run.Places.Close(first, 1, unmeasurable);
    }

    private readonly struct ByText(TurnTexts texts) : IComparer<int>
    {
        public int Compare(int x, int y)
        {
            var order = texts[x].Length.CompareTo(texts[y].Length);
            return order == 0 ? texts[x].SequenceCompareTo(texts[y]) : order;
        }
    }
}
