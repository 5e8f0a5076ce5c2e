using System.Collections.Immutable;
using Qa.Rules.Conditions.Expressions;
using Qa.Rules.Interactions;

namespace Qa.Rules.Tests.Conditions.Expressions;

/// <summary>What an expression is evaluated on in tests; names that <see cref="HitCounts"/> lacks are not measurable.</summary>
public sealed record SampleInput : IExpressionInput
{
    public string Id { get; init; } = "i1";

    public Channel Channel { get; init; } = Channel.Voice;

    public string? BusinessLine { get; init; }

    public string AgentId { get; init; } = "A1";

    public int Turns { get; init; } = 6;

    public int AgentTurns { get; init; } = 3;

    public int CustomerTurns { get; init; } = 3;

    public long DurationMilliseconds { get; init; } = 36_500;

    public long SilenceMilliseconds { get; init; } = 24_500;

    public long LongestSilenceMilliseconds { get; init; } = 12_500;

    public long AgentSpeechMilliseconds { get; init; } = 9_000;

    public long CustomerSpeechMilliseconds { get; init; } = 4_500;

    public ImmutableDictionary<string, AttributeValue> Attributes { get; init; } = ImmutableDictionary<string, AttributeValue>.Empty;

    public ImmutableDictionary<string, int> HitCounts { get; init; } = ImmutableDictionary<string, int>.Empty;

    public AttributeValue Attribute(string key) => Attributes.GetValueOrDefault(key);

    public int Hits(string name, out bool notMeasurable)
    {
        notMeasurable = !HitCounts.TryGetValue(name, out var count);
        return count;
    }

    public static AttributeValue Number(string text) =>
        ExactNumber.TryParse(text, out var number) ? AttributeValue.FromNumber(number, text) : throw new FormatException(text);
}
