using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Oracle;

/// <summary>Section 1 of the page: an interaction as it is scored.</summary>
internal sealed record NaiveInteraction(
    string Id,
    string Channel,
    string AgentId,
    string? BusinessLine,
    JsonObject? Attributes,
    IReadOnlyList<NaiveTurn> Turns)
{
    private const int MillisecondDecimals = 3;
    private const int LoudnessDecimals = 2;

    /// <summary>Every turn that is not system's, in input order.</summary>
    public IEnumerable<NaiveTurn> Spoken => Turns.Where(t => !t.IsSystem);

    public bool HasTiming => Spoken.All(t => t.Start is not null && t.End is not null && Fraction.Zero <= t.Start && t.Start <= t.End);

    /// <summary>The largest end of any turn, 0 where none has one.</summary>
    public Fraction Duration => Turns.Where(t => t.End is not null).Select(t => t.End!).DefaultIfEmpty(Fraction.Zero).Max()!;

    public static NaiveInteraction Of(JsonObject json)
    {
        var channel = json["channel"]!.GetValue<string>();
        var turns = json["turns"]!.AsArray().Select((turn, index) => Turn(turn!.AsObject(), index, channel)).ToList();
        return new(
            json["id"]!.GetValue<string>(),
            channel,
            json["agent"]!["id"]!.GetValue<string>(),
            json["businessLine"]?.GetValue<string>(),
            json["attributes"]?.AsObject(),
            turns);
    }

    /// <summary>A time of the interaction or of a condition, to the millisecond.</summary>
    public static Fraction? Time(JsonNode? seconds) => Fraction.Of(seconds)?.RoundTo(MillisecondDecimals);

    /// <summary>A loudness or a difference of two, to 0.01 dB.</summary>
    public static Fraction? Decibels(JsonNode? value) => Fraction.Of(value)?.RoundTo(LoudnessDecimals);

    private static NaiveTurn Turn(JsonObject turn, int index, string channel)
    {
        var start = Time(turn["start"]);
        return new(
            index,
            turn["role"]!.GetValue<string>(),
            NormalizedText.Of(turn["text"]!.GetValue<string>()),
            start,
            Time(turn["end"]) ?? (channel == "chat" ? start : null),
            Fraction.Of(turn["confidence"]) ?? Fraction.One,
            Decibels(turn["loudness"]));
    }
}
