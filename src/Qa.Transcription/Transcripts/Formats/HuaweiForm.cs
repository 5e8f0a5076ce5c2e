using System.Text.Json;

namespace Qa.Transcription.Transcripts.Formats;

/// <summary>What Huawei Cloud's recording recognition gives: <c>segments</c> with <c>result.text</c> and, where it was asked for, the role.</summary>
internal sealed class HuaweiForm : ITranscriptForm
{
    public string Name => "Huawei Cloud";

    public bool Fits(JsonElement root) =>
        root.Field("segments").First() is { } first && first.Field("result") is { ValueKind: JsonValueKind.Object } && first.Field("start_time") is not null;

    public IEnumerable<HeardPiece> Read(JsonElement root)
    {
        foreach (var segment in root.Field("segments").Items())
        {
            var result = segment.Field("result") ?? default;
            var analysis = result.Field("analysis_info") ?? default;
            yield return new(
                result.Text("text"),
                segment.Seconds("start_time"),
                segment.Seconds("end_time"),
                SpeakerLabel.OfName(analysis.Text("role") ?? analysis.Text("speaker")),
                result.Number("score"));
        }
    }
}
