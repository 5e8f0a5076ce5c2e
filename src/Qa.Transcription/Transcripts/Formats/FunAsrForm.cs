using System.Text;
using System.Text.Json;

namespace Qa.Transcription.Transcripts.Formats;

/// <summary>
/// What FunASR gives: sentences (<c>sentence_info</c> of its models, <c>stamp_sents</c> of its server), or only the text and a
/// time for each of its words, from which sentences are made. Times in milliseconds.
/// </summary>
internal sealed class FunAsrForm : ITranscriptForm
{
    private const string SentenceEnds = "。！？!?；;";

    public string Name => "FunASR";

    public bool Fits(JsonElement root)
    {
        var result = (root.ValueKind == JsonValueKind.Array ? ((JsonElement?)root).First() : root) ?? default;
        return result.Field("sentence_info") is not null || result.Field("stamp_sents") is not null
            || result.Field("timestamp") is not null && result.Field("text") is not null;
    }

    public IEnumerable<HeardPiece> Read(JsonElement root) =>
        root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().SelectMany(ReadResult) : ReadResult(root);

    private static IEnumerable<HeardPiece> ReadResult(JsonElement result) =>
        result.Field("sentence_info") is { } sentences ? FromSentences(sentences)
        : result.Field("stamp_sents") is { } stamped ? FromStamped(stamped)
        : FromWords(result.Text("text") ?? "", Times(result));

    private static IEnumerable<HeardPiece> FromSentences(JsonElement? sentences) => sentences.Items().Select(static sentence => new HeardPiece(
        sentence.Text("text") ?? sentence.Text("sentence"), sentence.Seconds("start"), sentence.Seconds("end"), SpeakerLabel.OfName(sentence.Text("spk"))));

    private static IEnumerable<HeardPiece> FromStamped(JsonElement? sentences) => sentences.Items().Select(static sentence => new HeardPiece(
        $"{sentence.Text("text_seg")?.Replace(" ", "", StringComparison.Ordinal)}{sentence.Text("punc")}", sentence.Seconds("start"), sentence.Seconds("end")));

    /// <summary>The times of the words; the server sends them as JSON within a string.</summary>
    private static List<(double Start, double End)> Times(JsonElement result)
    {
        var list = result.Field("timestamp");
        JsonDocument? inner = null;
        try
        {
            if (list is { ValueKind: JsonValueKind.String } text)
                list = (inner = JsonDocument.Parse(text.GetString()!)).RootElement;
            return [.. list.Items()
                .Where(static pair => pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2)
                .Select(static pair => (pair[0].AsNumber() / 1_000 ?? double.NaN, pair[1].AsNumber() / 1_000 ?? double.NaN))];
        }
        catch (JsonException)
        {
            return [];
        }
        finally
        {
            inner?.Dispose();
        }
    }

    /// <summary>Words are Han characters one by one, and runs of other letters and digits; punctuation has no time of its own.</summary>
    private static List<HeardPiece> FromWords(string text, List<(double Start, double End)> times)
    {
        var pieces = new List<HeardPiece>();
        var sentence = new StringBuilder();
        var (word, first) = (-1, 0);
        var isInWord = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var isHan = rune.Value is >= 0x3400 and <= 0x9FFF or >= 0x20000;
            var isLetter = !isHan && (Rune.IsLetterOrDigit(rune) || rune.Value == '\'' && isInWord);
            if (isHan || isLetter && !isInWord)
                word++;
            isInWord = isLetter;
            sentence.Append(rune);
            if (rune.IsBmp && SentenceEnds.Contains((char)rune.Value, StringComparison.Ordinal))
                Close();
        }

        Close();
        return pieces;

        void Close()
        {
            // Where words and times do not count alike, no time is known for what is beyond them.
            var isTimed = word >= first && word < times.Count;
            if (sentence.Length > 0)
                pieces.Add(new(sentence.ToString(), isTimed ? times[first].Start : null, isTimed ? times[word].End : null));
            sentence.Clear();
            first = word + 1;
        }
    }
}
