using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Oracle.Cases;

/// <summary>Limits that lie on the borders of one interaction, where a comparison that is not exact goes wrong.</summary>
internal sealed class RandomNumbers(Draw draw, NaiveInteraction interaction)
{
    private static readonly Fraction HighestRate = new(1_000_000, 1);

    /// <summary>Seconds, not below 0: a difference of two times of the interaction, or a common limit, now and then off by what rounding takes away.</summary>
    public JsonNode Seconds()
    {
        var times = interaction.Turns.SelectMany(t => new[] { t.Start, t.End }).OfType<Fraction>().ToList();
        if (times.Count == 0 || draw.Percent(35)) return draw.NumberOf("0", "0.3", "0.5", "1", "1.0", "2", "5", "10", "0.0004", "1.2345", "1e1", "30");
        var difference = draw.Of(times) - (draw.Percent(30) ? Fraction.Zero : draw.Of(times));
        var seconds = (difference < Fraction.Zero ? -difference : difference).ToJson();
        return draw.Percent(85) ? seconds : Draw.Number(seconds.ToJsonString() + (seconds.ToJsonString().Contains('.', StringComparison.Ordinal) ? "0004" : ".0005"));
    }

    /// <summary>Characters a minute: that of a turn where a decimal can say it, or a common limit.</summary>
    public JsonNode Rate()
    {
        var turn = interaction.Turns.FirstOrDefault(t => t.Start is not null && t.End is not null && t.Start < t.End && draw.Percent(50));
        if (turn is null) return draw.NumberOf("60", "120.5", "300", "350", "0.5");
        var rate = new Fraction(turn.Text.Text.Count(unit => unit != ' ') * 60, 1) / (turn.End! - turn.Start!);
        // A turn of a millisecond has a rate beyond what a document may ask for.
        return rate.RoundTo(3) == Fraction.Zero || rate > HighestRate ? Draw.Number("1") : rate.RoundTo(3).ToJson();
    }

    public JsonNode Decibels() => draw.NumberOf("0", "0.5", "1", "2", "3", "6", "0.005", "0.004", "0.01", "1.125");

    /// <summary>A similarity from 0 to 1, often one that a short script can have.</summary>
    public JsonNode Similarity() =>
        draw.NumberOf("0", "0.2", "0.25", "0.4", "0.5", "0.6", "0.666666666666666666", "0.75", "0.8", "0.80", "0.9", "1", "1.0", "0.3333333333333333333");

    public JsonNode Count() => Draw.Number(draw.Int(1, draw.Of(2, 4, 12)));

    /// <summary>A number of turns that may be 0.</summary>
    public JsonNode Distance() => Draw.Number(draw.Int(0, draw.Of(1, 3, 5)));
}
