using System.Text.Json;

namespace Qa.Transcription.Transcripts.Formats;

/// <summary>
/// What openai/whisper writes, and what is commonly written of faster-whisper's segments, with or without words and speakers
/// (WhisperX): a list of segments, bare or under <c>segments</c>, times in seconds.
/// </summary>
internal sealed class WhisperForm : ITranscriptForm
{
    public string Name => "Whisper";

    public bool Fits(JsonElement root) => Segments(root).First() is { } first
        ? first.Field("start") is not null && first.Field("text") is not null
        : root.Field("segments") is { ValueKind: JsonValueKind.Array } && root.Field("text") is not null;

    public IEnumerable<HeardPiece> Read(JsonElement root)
    {
        foreach (var segment in Segments(root).Items())
            yield return new(segment.Text("text"), segment.Number("start"), segment.Number("end"), SpeakerLabel.OfName(segment.Text("speaker")), ConfidenceOf(segment));
    }

    private static JsonElement? Segments(JsonElement root) => root.ValueKind == JsonValueKind.Array ? root : root.Field("segments");

    // The words' mean where there are words; else the tokens' mean, of which the segment has the logarithm.
    private static double? ConfidenceOf(JsonElement segment)
    {
        var words = segment.Field("words").Items().Select(static word => word.Number("probability") ?? word.Number("score")).OfType<double>().ToList();
        if (words.Count > 0)
            return words.Average();
        return segment.Number("avg_logprob") is { } logarithm ? Math.Exp(logarithm) : null;
    }
}
