using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Oracle;

/// <summary>The operators of time and loudness. Whoever calls has made sure that the data they need are there.</summary>
internal sealed class NaiveTimingOperators(NaiveInteraction interaction, JsonObject condition, List<NaiveTurn> selected)
{
    private const int SecondsPerMinute = 60;

    private int MinHits => (int?)condition["minHits"] ?? 1;

    public NaiveResult Silence()
    {
        var silence = condition["silence"]!;
        var longerThan = NaiveInteraction.Time(silence["longerThan"])!;
        var before = (string?)silence["before"];
        var gaps = NaiveMetrics.Gaps(interaction).Where(g => g.Gap > longerThan && (before is null || g.Turn.Role == before));
        return NaiveResult.AtLeast(MinHits, gaps.Select(g => g.Turn.Whole));
    }

    public NaiveResult Interruption()
    {
        var interruption = condition["interruption"]!;
        var longerThan = NaiveInteraction.Time(interruption["longerThan"])!;
        var by = (string)interruption["by"]!;
        var other = by == "agent" ? "customer" : "agent";
        var hits = new List<NaiveHit>();
        foreach (var x in interaction.Turns.Where(t => t.Role == by))
        {
            var overlaps = interaction.Turns
                .Where(y => y.Role == other && y.Start! < x.Start! && x.Start! < y.End!)
                .Select(y => Fraction.Min(x.End!, y.End!) - x.Start!);
            if (overlaps.Any(overlap => overlap > longerThan)) hits.Add(x.Whole);
        }

        return NaiveResult.AtLeast(MinHits, hits);
    }

    public NaiveResult SpeechRate()
    {
        var speechRate = condition["speechRate"]!;
        var minSeconds = NaiveInteraction.Time(speechRate["minSeconds"]) ?? 2;
        var hits = new List<NaiveHit>();
        foreach (var turn in selected)
        {
            var seconds = turn.End! - turn.Start!;
            if (seconds < minSeconds || seconds == Fraction.Zero) continue;
            var characters = turn.Text.Text.Count(unit => unit != ' ');
            var perMinute = new Fraction(characters * SecondsPerMinute, 1) / seconds;
            var beyond = speechRate["above"] is { } above ? perMinute > Fraction.Of(above)! : perMinute < Fraction.Of(speechRate["below"])!;
            if (beyond) hits.Add(turn.Whole);
        }

        return NaiveResult.AtLeast(MinHits, hits);
    }

    public NaiveResult ResponseTime()
    {
        var responseTime = condition["responseTime"]!;
        var above = NaiveInteraction.Time(responseTime["above"])!;
        var times = Responses().ToList();
        if (times.Count == 0) return NaiveResult.Not;
        // Ordering is stable, so the earliest of several largest comes first.
        var largest = times.OrderByDescending(t => t.Time).First();
        var mean = times.Aggregate(Fraction.Zero, (sum, t) => sum + t.Time) / times.Count;
        return (string)responseTime["of"]! switch
        {
            "first" => times[0].Time > above ? new(true, [times[0].Turn.Whole]) : NaiveResult.Not,
            "max" => largest.Time > above ? new(true, [largest.Turn.Whole]) : NaiveResult.Not,
            "average" => mean > above ? new(true, [largest.Turn.Whole]) : NaiveResult.Not,
            _ => NaiveResult.AtLeast(1, times.Where(t => t.Time > above).Select(t => t.Turn.Whole)),
        };
    }

    public NaiveResult Loudness()
    {
        var aboveMean = NaiveInteraction.Decibels(condition["loudness"]!["aboveMean"])!;
        var all = interaction.Turns.Where(t => t.HasRole((string?)condition["role"] ?? "agent")).Select(t => t.Loudness!).ToList();
        if (all.Count == 0) return NaiveResult.Not;
        var mean = all.Aggregate(Fraction.Zero, (sum, loudness) => sum + loudness) / all.Count;
        return NaiveResult.AtLeast(MinHits, selected.Where(t => t.Loudness! - mean > aboveMean).Select(t => t.Whole));
    }

    /// <summary>For every run of customer turns that an agent turn follows: that agent turn, and its start less the start of the run.</summary>
    private IEnumerable<(NaiveTurn Turn, Fraction Time)> Responses()
    {
        NaiveTurn? runStart = null;
        foreach (var turn in interaction.Spoken)
        {
            if (turn.Role == "customer")
            {
                runStart ??= turn;
            }
            else if (runStart is not null)
            {
                yield return (turn, turn.Start! - runStart.Start!);
                runStart = null;
            }
        }
    }
}
