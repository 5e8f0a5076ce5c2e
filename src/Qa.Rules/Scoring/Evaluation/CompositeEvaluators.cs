using System.Collections.Immutable;
using Qa.Rules.Conditions;
using Qa.Rules.Interactions;

namespace Qa.Rules.Scoring;

/// <summary><c>turnCount</c>: how many turns a role has.</summary>
internal sealed class TurnCountEvaluator(TurnCount count) : ConditionEvaluator
{
    public override Verdict Evaluate(ScoringRun run) => Verdict.Of(count.Turns.IsPassedBy(run.TurnIndex.Count(count.Role)));
}

/// <summary><c>all</c> and <c>any</c>: the hits of the parts that hold, those at one place once.</summary>
internal sealed class GroupEvaluator(ImmutableArray<ConditionEvaluator> parts, bool every) : ConditionEvaluator
{
    private const int ManyPlaces = 4_096;

    public override Verdict Evaluate(ScoringRun run)
    {
        Span<Verdict> verdicts = parts.Length <= 32 ? stackalloc Verdict[parts.Length] : new Verdict[parts.Length];
        var unmeasurable = false;
        var holding = 0;
        for (var index = 0; index < parts.Length; index++)
        {
            verdicts[index] = parts[index].Evaluate(run);
            unmeasurable |= verdicts[index].Unmeasurable;
            holding += verdicts[index].Holds ? 1 : 0;
        }

        if (holding == 0 || (every && holding < parts.Length))
            return Verdict.NotHeld.Or(unmeasurable);
        var first = run.Places.Count;
        AddPlaces(run, verdicts);
        run.Places.SortAndMerge(first);
        return new(true, unmeasurable, first, run.Places.Count - first);
    }

    private static void AddPlaces(ScoringRun run, Span<Verdict> verdicts)
    {
        var total = 0L;
        foreach (var verdict in verdicts)
            total += verdict.Count;

        // One name, used thousands of times, gives one stretch of hits thousands of times. Few are not worth looking.
        var isMany = total > ManyPlaces;
        if (isMany)
            verdicts.Sort(static (a, b) => (a.First, a.Count).CompareTo((b.First, b.Count)));
        var (lastFirst, lastCount) = (-1, 0);
        foreach (var verdict in verdicts)
        {
            if (verdict.Count == 0 || (isMany && verdict.First == lastFirst && verdict.Count == lastCount))
                continue;
            run.Places.AddRange(verdict);
            (lastFirst, lastCount) = (verdict.First, verdict.Count);
        }
    }
}

/// <summary><c>not</c>.</summary>
internal sealed class NotEvaluator(ConditionEvaluator of) : ConditionEvaluator
{
    public override Verdict Evaluate(ScoringRun run)
    {
        var verdict = of.Evaluate(run);
        return Verdict.Of(!verdict.Holds).Or(verdict.Unmeasurable);
    }
}

/// <summary><c>use</c>: a named condition, evaluated once an interaction.</summary>
/// <param name="uses">The named conditions that it asks for itself.</param>
internal sealed class UseEvaluator(int slot, ConditionEvaluator condition, ImmutableArray<UseEvaluator> uses) : ConditionEvaluator
{
    /// <summary>Number of the named condition among those in use.</summary>
    public int Slot => slot;

    public ConditionEvaluator Condition => condition;

    public ImmutableArray<UseEvaluator> Uses => uses;

    public override Verdict Evaluate(ScoringRun run) => run.LetVerdict(this);
}

/// <summary><c>lacking</c>: hits that have none of the others near them.</summary>
internal sealed class LackingEvaluator(ConditionEvaluator of, ConditionEvaluator near, int before, int after, int minHits) : ConditionEvaluator
{
    public override Verdict Evaluate(ScoringRun run)
    {
        var wanted = of.Evaluate(run);
        var others = near.Evaluate(run);
        var unmeasurable = wanted.Unmeasurable || others.Unmeasurable;
        var first = run.Places.Count;
        for (var index = 0; index < wanted.Count; index++)
        {
            var place = run.Places[wanted][index];
            if (!HasBetween(run.Places[others], (long)place.Turn - before, (long)place.Turn + after))
                run.Places.Add(place);
        }

        return run.Places.Close(first, minHits, unmeasurable);
    }

    private static bool HasBetween(ReadOnlySpan<Place> places, long fromTurn, long toTurn)
    {
        var low = 0;
        var high = places.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (places[middle].Turn < fromTurn)
                low = middle + 1;
            else
                high = middle;
        }

        return low < places.Length && places[low].Turn <= toTurn;
    }
}

/// <summary><c>unanswered</c>: the customer has the last word.</summary>
/// <param name="ignored">Normalised texts of customer turns that ask for no answer.</param>
internal sealed class UnansweredEvaluator(ImmutableArray<string> ignored) : ConditionEvaluator
{
    public override Verdict Evaluate(ScoringRun run)
    {
        var turns = run.Interaction.Turns;
        var runStart = -1;
        for (var turn = turns.Length - 1; turn >= 0; turn--)
        {
            if (turns[turn].Role == Role.Agent)
                break;
            if (turns[turn].Role == Role.Customer && !IsIgnored(run.Texts[turn]))
                runStart = turn;
        }

        if (runStart < 0)
            return Verdict.NotHeld;
        var first = run.Places.Count;
        run.Places.Add(run.Texts.WholeTurn(runStart));
        return new(true, false, first, 1);
    }

    private bool IsIgnored(ReadOnlySpan<char> text)
    {
        foreach (var phrase in ignored)
        {
            if (text.SequenceEqual(phrase))
                return true;
        }

        return false;
    }
}
