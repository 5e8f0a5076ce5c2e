using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using Qa.Rules.Interactions;
using Qa.Transcription.Recordings;

namespace Qa.Transcription.Tests.Recordings;

public sealed class InteractionJsonTests
{
    private static readonly Gen<Turn> Turns = Gen.Select(
        Gen.Int[0, 2].Select(static index => (Role)index), Gen.String[Gen.Char['一', '龥'], 0, 20], Gen.Long[0, 9_999_999], Gen.Long[0, 99_999], Gen.Int[0, 10_000], Gen.Long[-10_000, 0],
        static (role, text, start, length, confidence, loudness) => new Turn(role, text, start, start + length, confidence / 10_000m, loudness));

    [Fact]
    public void Write_AnyTurns_AreReadBackTheSame() => Turns.Array[0, 8].Sample(static turns =>
    {
        var interaction = new Interaction(
            "a", Channel.Voice, "2026-03-01T08:00:00+08:00", new("7", "王\"芳\"", null), new(null, "138"), "退款", "a.wav",
            ImmutableSortedDictionary.Create<string, AttributeValue>(StringComparer.Ordinal)
                .Add("k", AttributeValue.FromText("v")).Add("n", AttributeValue.FromNumber(ExactNumber.FromInteger(3), "3")).Add("t", AttributeValue.FromBoolean(true)),
            [.. turns]);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
            InteractionJson.Write(json, interaction);

        var back = InteractionReader.Read(buffer.WrittenSpan);

        return back.Errors.IsEmpty && back.Interaction! with { Turns = [], Attributes = interaction.Attributes } == interaction with { Turns = [] }
            && back.Interaction!.Turns.SequenceEqual(interaction.Turns) && back.Interaction.Attributes.SequenceEqual(interaction.Attributes);
    });
}
