using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Qa.Transcription.Transcripts.Formats;

/// <summary>
/// What Tencent Cloud's recording recognition gives: <c>ResultDetail</c>, or where that was not asked for the lines of
/// <c>Result</c> (<c>[0:1.020,0:3.400,1]  …</c>, minutes:seconds and the speaker). The fast service has <c>flash_result</c> by channel.
/// </summary>
internal sealed partial class TencentForm : ITranscriptForm
{
    public string Name => "Tencent Cloud";

    public bool Fits(JsonElement root) => Data(root) is not null || root.Field("flash_result") is { ValueKind: JsonValueKind.Array };

    public IEnumerable<HeardPiece> Read(JsonElement root)
    {
        if (Data(root) is not { } data)
            return root.Field("flash_result").Items().SelectMany(FromChannel);
        var detail = data.Field("ResultDetail") ?? data.Field("resultDetail");
        return detail.First() is not null
            ? detail.Items().Select(FromDetail)
            : FromLines(data.Text("Result") ?? data.Text("result") ?? "");
    }

    private static JsonElement? Data(JsonElement root)
    {
        var data = root.Field("Response").Field("Data") ?? root.Field("Data") ?? root;
        var isResult = data.Field("ResultDetail").First() is not null || data.Field("resultDetail").First() is not null
            || Line().IsMatch(data.Text("Result") ?? data.Text("result") ?? "");
        return isResult ? data : null;
    }

    private static HeardPiece FromDetail(JsonElement sentence) => new(
        sentence.Text("FinalSentence"), sentence.Seconds("StartMs"), sentence.Seconds("EndMs"), SpeakerLabel.OfName(sentence.Text("SpeakerId")));

    private static IEnumerable<HeardPiece> FromChannel(JsonElement channel) => channel.Field("sentence_list").Items().Select(sentence => new HeardPiece(
        sentence.Text("text"),
        sentence.Seconds("start_time"),
        sentence.Seconds("end_time"),
        channel.Number("channel_id") is 0 or 1 ? SpeakerLabel.OfChannel((int)channel.Number("channel_id")!.Value) : SpeakerLabel.OfName(sentence.Text("speaker_id"))));

    private static IEnumerable<HeardPiece> FromLines(string text) => Line().Matches(text).Select(static match => new HeardPiece(
        match.Groups["text"].Value, TimeOf(match, "from"), TimeOf(match, "to"), SpeakerLabel.OfName(match.Groups["speaker"].Value)));

    private static double TimeOf(Match match, string name) =>
        60 * double.Parse(match.Groups[$"{name}Minutes"].Value, CultureInfo.InvariantCulture)
        + double.Parse(match.Groups[$"{name}Seconds"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\[(?<fromMinutes>\d{1,6}):(?<fromSeconds>\d{1,2}(\.\d{1,6})?),(?<toMinutes>\d{1,6}):(?<toSeconds>\d{1,2}(\.\d{1,6})?)(,(?<speaker>[^\]]{1,20}))?\](?<text>.*)$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Line();
}
