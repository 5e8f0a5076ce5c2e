using System.Text.Json;
using Qa.Rules.Interactions;

namespace Qa.Transcription.Recordings;

/// <summary>Writes an interaction as the JSON that <see cref="InteractionReader"/> reads.</summary>
public static class InteractionJson
{
    private const decimal MillisecondsASecond = 1_000;
    private const decimal MillibelsADecibel = 100;

    public static void Write(Utf8JsonWriter json, Interaction interaction)
    {
        json.WriteStartObject();
        json.WriteString("id", interaction.Id);
        json.WriteString("channel", interaction.Channel switch { Channel.Voice => "voice", Channel.Chat => "chat", _ => "email" });
        json.WriteString("startedAt", interaction.StartedAt);
        json.WriteStartObject("agent");
        json.WriteString("id", interaction.Agent.Id);
        WriteOptional(json, "name", interaction.Agent.Name);
        WriteOptional(json, "group", interaction.Agent.Group);
        json.WriteEndObject();
        if (interaction.Customer is { } customer)
        {
            json.WriteStartObject("customer");
            WriteOptional(json, "id", customer.Id);
            WriteOptional(json, "phone", customer.Phone);
            json.WriteEndObject();
        }

        WriteOptional(json, "businessLine", interaction.BusinessLine);
        WriteOptional(json, "recording", interaction.Recording);
        if (!interaction.Attributes.IsEmpty)
            WriteAttributes(json, interaction);
        json.WriteStartArray("turns");
        foreach (var turn in interaction.Turns)
            WriteTurn(json, turn);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAttributes(Utf8JsonWriter json, Interaction interaction)
    {
        json.WriteStartObject("attributes");
        foreach (var (key, value) in interaction.Attributes)
        {
            json.WritePropertyName(key);
            switch (value.Kind)
            {
                case AttributeKind.Text: json.WriteStringValue(value.Text); break;
                case AttributeKind.Boolean: json.WriteBooleanValue(value.Truth); break;
                case AttributeKind.Number: json.WriteRawValue(value.Text ?? value.Number.ToString()); break;
                default: json.WriteNullValue(); break;
            }
        }

        json.WriteEndObject();
    }

    private static void WriteTurn(Utf8JsonWriter json, Turn turn)
    {
        json.WriteStartObject();
        json.WriteString("role", NameOf(turn.Role));
        json.WriteString("text", turn.Text);
        if (turn.StartMilliseconds is { } start)
            json.WriteNumber("start", start / MillisecondsASecond);
        if (turn.EndMilliseconds is { } end)
            json.WriteNumber("end", end / MillisecondsASecond);
        if (turn.Confidence != 1m)
            json.WriteNumber("confidence", turn.Confidence);
        if (turn.LoudnessMillibels is { } loudness)
            json.WriteNumber("loudness", loudness / MillibelsADecibel);
        json.WriteEndObject();
    }

    internal static string NameOf(Role role) => role switch { Role.Agent => "agent", Role.Customer => "customer", _ => "system" };

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
