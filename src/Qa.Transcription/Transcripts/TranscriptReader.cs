using System.Text.Json;
using Qa.Transcription.Transcripts.Formats;
using Qa.Transcription.Transcripts.Text;

namespace Qa.Transcription.Transcripts;

/// <summary>
/// Reads transcripts that were made elsewhere, in the forms of the engines and services that centres use. Which form a file has
/// is told by what is in it, never by its name.
/// </summary>
public static class TranscriptReader
{
    /// <summary>Largest file, in bytes: a thousand hours of talk.</summary>
    public const int MaximumBytes = 64 * 1024 * 1024;

    /// <summary>Most pieces of one transcript.</summary>
    public const int MaximumSegments = 100_000;

    private const int MaximumDepth = 32;

    // From the form that is known by most to the one known by least.
    private static readonly ITranscriptForm[] JsonForms =
        [new HuaweiForm(), new TencentForm(), new AlibabaForm(), new FunAsrForm(), new WhisperCppForm(), new WhisperForm()];

    public static TranscriptReading Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaximumBytes)
            return Fail("", $"{bytes.Length} bytes", $"at most {MaximumBytes}");
        var text = EncodedText.Decode(bytes);
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty)
            return Fail("", "nothing", "a transcript");
        return start[0] is '{' or '[' && !Subtitles.Fits(text) ? ReadJson(text) : ReadSubtitles(text);
    }

    private static TranscriptReading ReadSubtitles(string text) => Subtitles.Fits(text)
        ? Check(Subtitles.FormOf(text), Subtitles.Read(text))
        : Fail("", $"text that begins with '{Shortened(text)}'", "SRT, WebVTT, or the JSON of Whisper, FunASR, Alibaba Cloud, Huawei Cloud or Tencent Cloud");

    private static TranscriptReading ReadJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new() { MaxDepth = MaximumDepth, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            foreach (var form in JsonForms)
            {
                if (form.Fits(document.RootElement))
                    return Check(form.Name, form.Read(document.RootElement));
            }

            return Fail("", "JSON of an unknown form", "that of Whisper, FunASR, Alibaba Cloud, Huawei Cloud or Tencent Cloud");
        }
        catch (JsonException exception)
        {
            return Fail($"line {exception.LineNumber + 1}", "text that is not JSON", "JSON");
        }
        catch (InvalidOperationException)
        {
            // The parser's answer to a string whose escapes leave half of a surrogate pair.
            return Fail("", "a string with an unpaired surrogate", "well-formed Unicode text");
        }
    }

    /// <summary>The one place where pieces of all forms are checked and made alike.</summary>
    private static TranscriptReading Check(string form, IEnumerable<HeardPiece> pieces)
    {
        var segments = new List<TranscriptSegment>();
        var number = 0;
        foreach (var piece in pieces)
        {
            number++;
            if (number > MaximumSegments)
                return Fail("", $"more than {MaximumSegments} segments", "fewer");
            var text = SimplifiedChinese.Of((piece.Text ?? "").Trim());
            if (text.Length == 0)
                continue;
            if (piece.Start is not { } start || piece.End is not { } end)
                return Fail($"segment {number}", "no times", "a start and an end, since without them nobody knows when it was said");
            if (!(start >= 0 && end >= start && end < Rules.Interactions.InteractionReader.MaximumSeconds))
                return Fail($"segment {number}", FormattableString.Invariant($"the time {start}..{end}"), "0 <= start <= end, in seconds");
            segments.Add(new(new(start, end), text, piece.Speaker, piece.Confidence is { } confidence && !double.IsNaN(confidence) ? Math.Clamp(confidence, 0, 1) : null));
        }

        return new(new(form, [.. segments.OrderBy(static segment => segment.Time.Start)]), null);
    }

    private static string Shortened(string text)
    {
        const int longest = 20;
        var start = text.Trim().ReplaceLineEndings(" ");
        return start.Length > longest ? start[..longest] : start;
    }

    private static TranscriptReading Fail(string place, string found, string expected) => new(null, new(place, found, expected));
}
