using Qa.Rules.Conditions;
using Qa.Rules.Interactions;

namespace Qa.Rules.Scoring;

/// <summary><c>silence</c>: turns before which there was a gap.</summary>
internal sealed class SilenceEvaluator(Silence silence) : ConditionEvaluator
{
    public override Verdict Evaluate(ScoringRun run)
    {
        var first = run.Places.Count;
        var gaps = run.Timing.Gaps;
        for (var turn = 0; turn < gaps.Length; turn++)
        {
            if (gaps[turn] > silence.LongerThanMilliseconds && silence.Before.Admits(run.Interaction.Turns[turn].Role))
                run.Places.Add(run.Texts.WholeTurn(turn));
        }

        return run.Places.Close(first, silence.MinHits, unmeasurable: false);
    }
}

/// <summary><c>interruption</c>: turns that start inside a turn of the other.</summary>
internal sealed class InterruptionEvaluator(Interruption interruption) : ConditionEvaluator
{
    public override Verdict Evaluate(ScoringRun run)
    {
        var first = run.Places.Count;
        var overlaps = run.Timing.Overlaps;
        for (var turn = 0; turn < overlaps.Length; turn++)
        {
            if (overlaps[turn] > interruption.LongerThanMilliseconds
                && ((Speaker?)interruption.By).Admits(run.Interaction.Turns[turn].Role))
                run.Places.Add(run.Texts.WholeTurn(turn));
        }

        return run.Places.Close(first, interruption.MinHits, unmeasurable: false);
    }
}

/// <summary><c>speechRate</c>: turns spoken too fast, or too slowly.</summary>
internal sealed class SpeechRateEvaluator(SpeechRate rate, SelectionEvaluator selection) : ConditionEvaluator
{
    private const int MillisecondsPerMinute = 60_000;

    public override Verdict Evaluate(ScoringRun run)
    {
        var first = run.Places.Count;
        for (var turn = 0; turn < run.Interaction.Turns.Length; turn++)
        {
            if (!selection.Selects(run, turn))
                continue;
            var milliseconds = run.Timing.Ends[turn] - run.Timing.Starts[turn];
            if (milliseconds == 0 || milliseconds < rate.MinMilliseconds)
                continue;
            var text = run.Texts[turn];
            var characters = text.Length - text.Count(' ');

            // characters × 60 000 ÷ milliseconds against the limit, multiplied out.
            var scaled = new Limit(rate.CharactersPerMinute.Side, rate.CharactersPerMinute.Value * milliseconds);
            if (scaled.IsPassedBy((decimal)characters * MillisecondsPerMinute))
                run.Places.Add(run.Texts.WholeTurn(turn));
        }

        return run.Places.Close(first, rate.MinHits, unmeasurable: false);
    }
}

/// <summary><c>responseTime</c>: how long the customer waited for an answer.</summary>
internal sealed class ResponseTimeEvaluator(ResponseTime response) : ConditionEvaluator
{
    public override Verdict Evaluate(ScoringRun run)
    {
        var first = run.Places.Count;
        var responses = run.Timing.Responses;
        if (responses.IsEmpty)
            return Verdict.NotHeld;
        var largest = responses[0];
        var sum = 0m;
        foreach (var interval in responses)
        {
            if (interval.Milliseconds > largest.Milliseconds)
                largest = interval;
            sum += interval.Milliseconds;
            if (response.Of == ResponseOf.Each && interval.Milliseconds > response.AboveMilliseconds)
                run.Places.Add(run.Texts.WholeTurn(interval.AgentTurn));
        }

        ResponseInterval? slow = response.Of switch
        {
            ResponseOf.First when responses[0].Milliseconds > response.AboveMilliseconds => responses[0],
            ResponseOf.Max when largest.Milliseconds > response.AboveMilliseconds => largest,
            ResponseOf.Average when sum > (decimal)response.AboveMilliseconds * responses.Length => largest,
            _ => null,
        };
        if (slow is { } hit)
            run.Places.Add(run.Texts.WholeTurn(hit.AgentTurn));
        return run.Places.Close(first, 1, unmeasurable: false);
    }
}

/// <summary><c>loudness</c>: turns louder than the mean of the role's.</summary>
internal sealed class LoudnessEvaluator(Loudness loudness, SelectionEvaluator selection) : ConditionEvaluator
{
    public override Verdict Evaluate(ScoringRun run)
    {
        var sum = 0L;
        var count = 0L;
        var turns = run.Interaction.Turns;
        for (var turn = 0; turn < turns.Length; turn++)
        {
            if (!run.IsOfRole(turn, loudness.Role))
                continue;
            sum += turns[turn].LoudnessMillibels!.Value;
            count++;
        }

        var first = run.Places.Count;
        for (var turn = 0; turn < turns.Length; turn++)
        {
            // loudness − sum ÷ count > limit, multiplied out.
            if (selection.Selects(run, turn) && turns[turn].LoudnessMillibels!.Value * count - sum > loudness.AboveMeanMillibels * count)
                run.Places.Add(run.Texts.WholeTurn(turn));
        }

        return run.Places.Close(first, loudness.MinHits, unmeasurable: false);
    }
}

/// <summary><c>duration</c>: the end of the interaction.</summary>
internal sealed class DurationEvaluator(Duration duration) : ConditionEvaluator
{
    public override Verdict Evaluate(ScoringRun run) => Verdict.Of(duration.Milliseconds.IsPassedBy(run.Timing.Duration));
}

internal static class SpeakerRoles
{
    /// <summary>Whether a role is the speaker's; without a speaker, whether it speaks at all.</summary>
    public static bool Admits(this Speaker? speaker, Role role) => speaker switch
    {
        Speaker.Agent => role == Role.Agent,
        Speaker.Customer => role == Role.Customer,
        _ => role != Role.System,
    };
}
