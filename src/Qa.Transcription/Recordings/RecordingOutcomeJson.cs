using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Qa.Transcription.Speech;

namespace Qa.Transcription.Recordings;

/// <summary>Writes what became of a recording as one line of JSON. Times are in seconds to the millisecond, loudness in dBFS to 0.01.</summary>
public static class RecordingOutcomeJson
{
    // Chinese is written as it is: people read these lines.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(RecordingOutcome outcome, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("file", outcome.File);
        json.WriteString("state", RecordingStateNames.Of(outcome.State));
        if (outcome.Reason is not null)
            json.WriteString("reason", outcome.Reason);
        if (outcome.Sound is { } sound)
            WriteSound(json, sound);
        if (!outcome.Heard.IsEmpty)
            WriteHeard(json, outcome);
        if (outcome.Interaction is { } interaction)
        {
            json.WritePropertyName("interaction");
            InteractionJson.Write(json, interaction);
        }

        json.WriteEndObject();
    }

    private static void WriteSound(Utf8JsonWriter json, RecordingSound sound)
    {
        json.WriteNumber("durationSeconds", Rounded(sound.DurationSeconds, 3));
        json.WriteNumber("sampleRate", sound.Format.SampleRate);
        json.WriteNumber("channels", sound.Format.Channels);
        json.WriteStartArray("speech");
        for (var index = 0; index < sound.Roles.Length; index++)
        {
            var segment = sound.Conversation.Speech[index];
            json.WriteStartObject();
            json.WriteString("role", sound.Roles[index] is { } role ? InteractionJson.NameOf(role) : "unknown");
            WriteTime(json, segment.Time);
            json.WriteNumber("loudness", Rounded(segment.LoudnessDecibels, 2));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteStretches(json, "silences", sound.Conversation.Silences);
        WriteStretches(json, "overlaps", sound.Conversation.Overlaps);
    }

    private static void WriteHeard(Utf8JsonWriter json, RecordingOutcome outcome)
    {
        json.WriteStartArray("heard");
        foreach (var piece in outcome.Heard)
        {
            json.WriteStartObject();
            WriteTime(json, piece.Time);
            json.WriteString("text", piece.Text);
            if (piece.Speaker is not null)
                json.WriteString("speaker", piece.Speaker);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStretches(Utf8JsonWriter json, string name, IEnumerable<Stretch> stretches)
    {
        json.WriteStartArray(name);
        foreach (var stretch in stretches)
        {
            json.WriteStartObject();
            WriteTime(json, stretch);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTime(Utf8JsonWriter json, Stretch time)
    {
        json.WriteNumber("start", Rounded(time.Start, 3));
        json.WriteNumber("end", Rounded(time.End, 3));
    }

    private static decimal Rounded(double value, int decimals) => Math.Round((decimal)value, decimals, MidpointRounding.AwayFromZero);
}
