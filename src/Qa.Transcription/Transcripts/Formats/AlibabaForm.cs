using System.Text.Json;

namespace Qa.Transcription.Transcripts.Formats;

/// <summary>
/// What Alibaba Cloud gives: recording recognition (<c>Result.Sentences</c> with <c>ChannelId</c>), Model Studio
/// (<c>transcripts</c> by channel), and the dialogues of its quality inspection (<c>phrases</c> with a role).
/// </summary>
internal sealed class AlibabaForm : ITranscriptForm
{
    public string Name => "Alibaba Cloud";

    public bool Fits(JsonElement root) => Sentences(root) is not null || Phrases(root) is not null || Transcripts(root) is not null;

    public IEnumerable<HeardPiece> Read(JsonElement root) =>
        Sentences(root).Items().Select(FromSentence)
            .Concat(Transcripts(root).Items().SelectMany(FromTranscript))
            .Concat(Phrases(root).Items().Select(FromPhrase));

    private static JsonElement? Sentences(JsonElement root) => (root.Field("Result") ?? root).Field("Sentences");

    private static JsonElement? Phrases(JsonElement root)
    {
        var phrases = root.Field("phrases") ?? root.Field("Phrases") ?? root.Field("recording").Field("phrases");
        return phrases.First()?.Field("words") is null ? null : phrases;
    }

    private static JsonElement? Transcripts(JsonElement root) =>
        root.Field("transcripts").First()?.Field("sentences") is null ? null : root.Field("transcripts");

    private static HeardPiece FromSentence(JsonElement sentence) => new(
        sentence.Text("Text"), sentence.Seconds("BeginTime"), sentence.Seconds("EndTime"), ChannelOf(sentence, "ChannelId"));

    private static IEnumerable<HeardPiece> FromTranscript(JsonElement transcript) => transcript.Field("sentences").Items().Select(sentence => new HeardPiece(
        sentence.Text("text"),
        sentence.Seconds("begin_time"),
        sentence.Seconds("end_time"),
        sentence.Text("speaker_id") is { } speaker ? SpeakerLabel.OfName(speaker) : ChannelOf(transcript, "channel_id")));

    private static HeardPiece FromPhrase(JsonElement phrase) => new(
        phrase.Text("words"), phrase.Seconds("begin"), phrase.Seconds("end"), SpeakerLabel.OfName(phrase.Text("role")));

    private static SpeakerLabel ChannelOf(JsonElement element, string name) =>
        element.Number(name) is 0 or 1 ? SpeakerLabel.OfChannel((int)element.Number(name)!.Value) : default;
}
