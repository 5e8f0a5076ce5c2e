using Qa.Rules.Matching;

namespace Qa.Rules.Scoring;

/// <summary><c>regex</c>: run only on turns in which the literals were found that every match contains.</summary>
/// <param name="leaf">Where the literals' occurrences are; null for a pattern that needs none, which runs on every selected turn.</param>
internal sealed class RegexEvaluator(int? leaf, LinearRegex regex, int minHits, SelectionEvaluator selection) : ConditionEvaluator
{
    public override Verdict Evaluate(ScoringRun run)
    {
        var unmeasurable = selection.Prepare(run);
        var first = run.Places.Count;
        if (leaf is not { } armed)
        {
            for (var turn = 0; turn < run.Interaction.Turns.Length; turn++)
                AddMatches(run, turn);
        }
        else if (run.Occurrences.Has(armed))
        {
            run.Occurrences.CopySorted(armed, run.LeafScratch);
            var occurrences = run.LeafScratch.Span;
            for (var start = 0; start < occurrences.Length;)
            {
                var end = start + 1;
                while (end < occurrences.Length && occurrences[end].Turn == occurrences[start].Turn)
                    end++;
                if (IsArmed(occurrences[start..end]))
                    AddMatches(run, occurrences[start].Turn);
                start = end;
            }
        }

        return run.Places.Close(first, minHits, unmeasurable);
    }

    /// <summary>Whether a turn's literals, in order, include enough in a row of every set.</summary>
    private bool IsArmed(ReadOnlySpan<LeafOccurrence> occurrences)
    {
        for (var set = 0; set < regex.Required.Length; set++)
        {
            var (longest, row, rowEnd) = (0L, 0L, 0);
            foreach (var occurrence in occurrences)
            {
                if (occurrence.Phrase != set)
                    continue;
                row = occurrence.Start == rowEnd ? row + occurrence.InARow : occurrence.InARow;
                rowEnd = occurrence.End;
                longest = Math.Max(longest, row);
            }

            if (longest < regex.Required[set].InARow)
                return false;
        }

        return true;
    }

    private void AddMatches(ScoringRun run, int turn)
    {
        var text = run.Texts[turn];
        if (text.Length < regex.LeastLength || !selection.Selects(run, turn))
            return;
        var previous = (Start: -1, End: -1);
        foreach (var match in regex.Matches(text))
        {
            if (match.Length == 0)
                continue;
            var widened = Widen(text, match.Index, match.Index + match.Length);
            if (widened != previous)
                run.Places.Add(run.Texts.ToOriginal(turn, widened.Start, widened.End - widened.Start));
            previous = widened;
        }
    }

    // '.' and classes take one UTF-16 unit; what is shown is whole characters.
    private static (int Start, int End) Widen(ReadOnlySpan<char> text, int start, int end)
    {
        if (start > 0 && char.IsLowSurrogate(text[start]) && char.IsHighSurrogate(text[start - 1]))
            start--;
        if (end < text.Length && char.IsLowSurrogate(text[end]) && char.IsHighSurrogate(text[end - 1]))
            end++;
        return (start, end);
    }
}
