using System.Text.Encodings.Web;
using System.Text.Json;

namespace Qa.Grains.Erasure;

/// <summary>
/// What stays of an interaction and of a scorecard when the customer's part of it goes: who worked, when and for how long, and what was
/// judged; nothing that was said, no number, no attribute. The same bytes for the same bytes.
/// </summary>
internal static class ErasedContent
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] KeptOfInteraction = ["id", "channel", "startedAt", "agent", "businessLine"];
    private static readonly string[] KeptOfTurn = ["role", "start", "end", "confidence", "loudness"];

    /// <summary>An interaction that can still be read, its turns without their texts.</summary>
    public static byte[] OfInteraction(byte[] content) => Written(content, static (root, writer) =>
    {
        writer.WriteStartObject();
        Keep(root, KeptOfInteraction, writer);
        writer.WriteStartArray("turns");
        foreach (var turn in root.GetProperty("turns").EnumerateArray())
        {
            writer.WriteStartObject();
            Keep(turn, KeptOfTurn, writer);
            writer.WriteString("text", "");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>A scorecard whose hits say where, and no longer what.</summary>
    public static byte[] OfScorecard(byte[] body) => Written(body, static (root, writer) => CopyWithoutTexts(root, writer));

    private static byte[] Written(byte[] json, Action<JsonElement, Utf8JsonWriter> write)
    {
        using var document = JsonDocument.Parse(json);
        using var output = new MemoryStream(json.Length);
        using (var writer = new Utf8JsonWriter(output, Options))
            write(document.RootElement, writer);
        return output.ToArray();
    }

    private static void Keep(JsonElement from, string[] keys, Utf8JsonWriter writer)
    {
        foreach (var key in keys)
        {
            if (!from.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null)
                continue;
            writer.WritePropertyName(key);
            writer.WriteRawValue(value.GetRawText());
        }
    }

    private static void CopyWithoutTexts(JsonElement value, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    if (member is { Name: "text", Value.ValueKind: JsonValueKind.String })
                        writer.WriteStringValue("");
                    else
                        CopyWithoutTexts(member.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    CopyWithoutTexts(item, writer);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteRawValue(value.GetRawText());
                break;
        }
    }
}
