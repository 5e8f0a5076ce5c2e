using System.Collections.Immutable;
using CsCheck;
using Qa.Rules.Interactions;

namespace Qa.Rules.Tests.Conditions.Expressions;

/// <summary>
/// Random expressions and what to evaluate them on. Few keys and few values, so that the two meet: most comparisons are
/// between things that could be equal, and every type stands where it should not.
/// </summary>
internal static class ExpressionGen
{
    private static readonly string[] Keys = ["a", "b", "键 \"1\"\\", "😀"];
    private static readonly string[] Texts = ["", "voice", "a", "A", "北京", "a\"\\\n", "😀", "\uFF21", "$(run)"];
    private static readonly string[] Numbers = ["0", "1", "2", "3", "0.5", "36.5", "12.50", "1e2", "24.5", "9007199254740993", "0.1", "0.3", "1e-400", "12345678901234567890.5"];

    public static readonly string[] HitNames = ["hello", "bye", "no-timing"];

    private static readonly Gen<string> Atom = Gen.OneOf(
        Gen.OneOf(Numbers),
        Gen.OneOf(Texts).Select(Quote),
        Gen.OneOf("true", "false", "null"),
        Gen.OneOf("interaction.id", "interaction.channel", "interaction.businessLine", "interaction.agent"),
        Gen.OneOf(Keys).Select(key => $"interaction.attributes[{Quote(key)}]"),
        Gen.OneOf(
            "metrics.turns", "metrics.agentTurns", "metrics.customerTurns", "metrics.durationSeconds",
            "metrics.silenceSeconds", "metrics.longestSilence", "metrics.agentShare"),
        Gen.OneOf(HitNames).Select(name => $"hits({Quote(name)})"));

    private static readonly string[] Comparisons = ["==", "!=", "<", "<=", ">", ">="];
    private static readonly string[] Arithmetic = ["+", "-", "*", "/"];
    private static readonly string[] Logic = ["&&", "||"];

    /// <summary>Any grammatical text; most are not measurable, which is the point.</summary>
    public static readonly Gen<string> Wild = Gen.Int[0, 4].SelectMany(WildOf);

    /// <summary>Texts that mostly put the right types in the right places.</summary>
    public static readonly Gen<string> Sensible = Gen.Int[1, 4].SelectMany(BooleanOf);

    private static readonly Gen<AttributeValue> Value = Gen.OneOf(
        Gen.OneOf(Texts).Select(AttributeValue.FromText),
        Gen.OneOf(Numbers).Select(SampleInput.Number),
        Gen.Bool.Select(AttributeValue.FromBoolean),
        Gen.Const(default(AttributeValue)));

    public static readonly Gen<SampleInput> Input =
        from values in Value.Array[Keys.Length]
        from counts in Gen.Int[0, 3].Array[2]
        from channel in Gen.OneOf(Channel.Voice, Channel.Chat, Channel.Email)
        from id in Gen.OneOf(Texts)
        from line in Gen.OneOf<string?>(null, "a", "北京")
        from turns in Gen.Int[0, 3].Array[2]
        from times in Gen.OneOf(0L, 500, 1_000, 12_500, 24_500, 36_500, 4_000_000_000_123).Array[5]
        select new SampleInput
        {
            Id = id,
            Channel = channel,
            BusinessLine = line,
            Turns = turns[0] + turns[1],
            AgentTurns = turns[0],
            CustomerTurns = turns[1],
            DurationMilliseconds = times[0],
            SilenceMilliseconds = times[1],
            LongestSilenceMilliseconds = times[2],
            AgentSpeechMilliseconds = times[3],
            CustomerSpeechMilliseconds = times[4],
            Attributes = Keys.Zip(values).ToImmutableDictionary(pair => pair.First, pair => pair.Second),
            HitCounts = HitNames.Zip(counts).ToImmutableDictionary(pair => pair.First, pair => pair.Second),
        };

    public static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static Gen<string> WildOf(int depth) => depth == 0
        ? Atom
        : Gen.Frequency(
            (1, Atom),
            (1, WildOf(depth - 1).Select(inner => $"!({inner})")),
            (1, WildOf(depth - 1).Select(inner => $"-({inner})")),
            (2, Pair(WildOf(depth - 1), WildOf(depth - 1), Comparisons)),
            (2, Pair(WildOf(depth - 1), WildOf(depth - 1), Arithmetic)),
            (2, Pair(WildOf(depth - 1), WildOf(depth - 1), Logic)),
            (1, Gen.Select(Atom, Gen.OneOf([.. Comparisons, .. Arithmetic, .. Logic]), Atom, Gen.OneOf([.. Comparisons, .. Arithmetic, .. Logic]), Atom)
                .Select((a, first, b, second, c) => $"{a} {first} {b} {second} {c}")));

    private static Gen<string> BooleanOf(int depth) => depth == 0
        ? Pair(NumberOf(1), NumberOf(1), Comparisons)
        : Gen.Frequency(
            (2, Pair(NumberOf(2), NumberOf(1), Comparisons)),
            (1, Pair(Atom, Atom, ["==", "!="])),
            (1, BooleanOf(depth - 1).Select(inner => $"!({inner})")),
            (3, BooleanOf(depth - 1).Array[2, 4].Select(Gen.OneOf(Logic), (parts, sign) => string.Join($" {sign} ", parts.Select(part => $"({part})")))));

    private static Gen<string> NumberOf(int depth) => depth == 0
        ? Gen.OneOf(
            Gen.OneOf(Numbers),
            Gen.OneOf("metrics.turns", "metrics.durationSeconds", "metrics.agentShare", "hits(\"hello\")", "hits(\"bye\")"))
        : Gen.OneOf(NumberOf(depth - 1), Pair(NumberOf(depth - 1), NumberOf(depth - 1), Arithmetic));

    private static Gen<string> Pair(Gen<string> left, Gen<string> right, string[] signs) =>
        Gen.Select(left, Gen.OneOf(signs), right).Select((a, sign, b) => $"({a}) {sign} ({b})");
}
