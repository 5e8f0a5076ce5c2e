using System.Collections.Immutable;

namespace Qa.Rules.Scoring;

/// <summary>
/// <c>sequence</c>: the first chain of hits, one a step, each after the one before and not too many turns away. Worked out
/// from the last step back which hits can be continued to the end, and then, from the front, the earliest such hit of each
/// step; both by binary search, so the cost is that of the hits and not of the chains.
/// </summary>
internal sealed class SequenceEvaluator(ImmutableArray<ConditionEvaluator> steps, int? withinTurns) : ConditionEvaluator
{
    public override Verdict Evaluate(ScoringRun run)
    {
        Span<Verdict> verdicts = steps.Length <= 32 ? stackalloc Verdict[steps.Length] : new Verdict[steps.Length];
        var unmeasurable = false;
        var total = 0;
        var isPossible = true;
        for (var step = 0; step < steps.Length; step++)
        {
            verdicts[step] = steps[step].Evaluate(run);
            unmeasurable |= verdicts[step].Unmeasurable;
            total += verdicts[step].Count;
            isPossible &= verdicts[step].Count > 0;
        }

        if (!isPossible)
            return Verdict.NotHeld.Or(unmeasurable);
        var nextUsable = MarkUsable(run, verdicts, total);
        return TakeChain(run, verdicts, nextUsable, unmeasurable);
    }

    /// <summary>For each hit of each step, end to end, the first hit of that step from there on that can be continued to the end; the step's count when none can.</summary>
    private Span<int> MarkUsable(ScoringRun run, ReadOnlySpan<Verdict> verdicts, int total)
    {
        var nextUsable = run.IntScratch.Resize(total);
        var end = total;
        for (var step = steps.Length - 1; step >= 0; step--)
        {
            var hits = run.Places[verdicts[step]];
            var offset = end - hits.Length;
            var usable = hits.Length;
            for (var hit = hits.Length - 1; hit >= 0; hit--)
            {
                if (step == steps.Length - 1
                    || Next(run.Places[verdicts[step + 1]], nextUsable.Slice(end, verdicts[step + 1].Count), hits[hit]) is not null)
                    usable = hit;
                nextUsable[offset + hit] = usable;
            }

            end = offset;
        }

        return nextUsable;
    }

    private Verdict TakeChain(ScoringRun run, ReadOnlySpan<Verdict> verdicts, ReadOnlySpan<int> nextUsable, bool unmeasurable)
    {
        var first = run.Places.Count;
        var chosen = nextUsable[0];
        if (chosen == verdicts[0].Count)
            return Verdict.NotHeld.Or(unmeasurable);
        var offset = 0;
        for (var step = 0; ; step++)
        {
            var place = run.Places[verdicts[step]][chosen];
            run.Places.Add(place);
            offset += verdicts[step].Count;
            if (step == steps.Length - 1)
                return new(true, unmeasurable, first, steps.Length);
            chosen = Next(run.Places[verdicts[step + 1]], nextUsable.Slice(offset, verdicts[step + 1].Count), place)!.Value;
        }
    }

    /// <summary>The first usable hit after a place and within reach of it.</summary>
    private int? Next(ReadOnlySpan<Place> hits, ReadOnlySpan<int> nextUsable, Place from)
    {
        var low = 0;
        var high = hits.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (hits[middle].IsAfter(from))
                high = middle;
            else
                low = middle + 1;
        }

        if (low == hits.Length || nextUsable[low] == hits.Length)
            return null;
        return withinTurns is { } within && hits[nextUsable[low]].Turn > (long)from.Turn + within ? null : nextUsable[low];
    }
}
