using System.Text.Json;

namespace Qa.Transcription.Transcripts.Formats;

/// <summary>What whisper.cpp writes (<c>--output-json</c>, also <c>-full</c>): offsets in milliseconds, and the channel where it was asked to tell two.</summary>
internal sealed class WhisperCppForm : ITranscriptForm
{
    public string Name => "whisper.cpp";

    public bool Fits(JsonElement root) => root.Field("transcription") is { ValueKind: JsonValueKind.Array };

    public IEnumerable<HeardPiece> Read(JsonElement root)
    {
        foreach (var segment in root.Field("transcription").Items())
        {
            var offsets = segment.Field("offsets") ?? default;
            yield return new(segment.Text("text"), offsets.Seconds("from"), offsets.Seconds("to"), SpeakerOf(segment), ConfidenceOf(segment));
        }
    }

    // It tells speakers by the louder of two channels, so its speaker is a channel.
    private static SpeakerLabel SpeakerOf(JsonElement segment) => segment.Text("speaker") switch
    {
        "0" => SpeakerLabel.OfChannel(0),
        "1" => SpeakerLabel.OfChannel(1),
        var name => SpeakerLabel.OfName(name),
    };

    private static double? ConfidenceOf(JsonElement segment)
    {
        var tokens = segment.Field("tokens").Items()
            .Where(static token => token.Text("text") is { } text && !text.StartsWith("[_", StringComparison.Ordinal))
            .Select(static token => token.Number("p")).OfType<double>().ToList();
        return tokens.Count > 0 ? tokens.Average() : null;
    }
}
