using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Qa.Transcription.Transcripts.Formats;

/// <summary>
/// SRT and WebVTT. Speakers are taken from voice tags (<c>&lt;v Agent&gt;</c>) and from a word for a role before a colon
/// (<c>客服：</c>, <c>[SPEAKER_01]:</c>); other mark-up is dropped.
/// </summary>
internal static partial class Subtitles
{
    public static bool Fits(string text) => IsWebVtt(text) || Timing().IsMatch(text);

    public static string FormOf(string text) => IsWebVtt(text) ? "WebVTT" : "SRT";

    public static IEnumerable<HeardPiece> Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        int[] timings = [.. Enumerable.Range(0, lines.Length).Where(index => Timing().IsMatch(lines[index])), lines.Length];
        for (var cue = 0; cue < timings.Length - 1; cue++)
        {
            var timing = Timing().Match(lines[timings[cue]]);
            var words = lines[(timings[cue] + 1)..timings[cue + 1]].TakeWhile(static line => line.Trim().Length > 0).Select(static line => line.Trim()).ToList();

            // Some writers leave out the empty line: then the number of the next cue stands where text would.
            var reachesNext = cue + 2 < timings.Length && timings[cue] + 1 + words.Count == timings[cue + 1];
            if (reachesNext && words.Count > 0 && words[^1].All(char.IsAsciiDigit))
                words.RemoveAt(words.Count - 1);
            yield return ToPiece(string.Join(' ', words), TimeOf(timing, "from"), TimeOf(timing, "to"));
        }
    }

    private static bool IsWebVtt(string text) => text.AsSpan().TrimStart().StartsWith("WEBVTT", StringComparison.Ordinal);

    private static HeardPiece ToPiece(string words, double start, double end)
    {
        var voice = VoiceTag().Match(words);
        var plain = WebUtility.HtmlDecode(Tag().Replace(words, "")).Trim();
        if (voice.Success)
            return new(plain, start, end, SpeakerLabel.OfName(voice.Groups["name"].Value));
        var prefix = SpeakerPrefix().Match(plain);
        if (!prefix.Success)
            return new(plain, start, end);
        var name = prefix.Groups["name"].Value;
        var isSpeaker = prefix.Groups["bracket"].Success || SpeakerLabel.RoleOf(name) is not null || name.StartsWith("SPEAKER", StringComparison.OrdinalIgnoreCase);
        return isSpeaker ? new(plain[prefix.Length..], start, end, SpeakerLabel.OfName(name)) : new(plain, start, end);
    }

    private static double TimeOf(Match timing, string name)
    {
        var parts = timing.Groups[name].Value.Replace(',', '.').Split(':');
        return parts.Aggregate(0.0, static (sum, part) => sum * 60 + double.Parse(part, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^\s*(?<from>(\d{1,4}:)?\d{1,2}:\d{1,2}([.,]\d{1,3})?)\s*-->\s*(?<to>(\d{1,4}:)?\d{1,2}:\d{1,2}([.,]\d{1,3})?)", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Timing();

    [GeneratedRegex(@"<v(\.[^ >]*)?\s+(?<name>[^>]{1,60})>", RegexOptions.NonBacktracking)]
    private static partial Regex VoiceTag();

    [GeneratedRegex(@"<[^<>]{0,100}>|\{\\[^{}]{0,100}\}", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^((?<bracket>[\[(（【])\s*(?<name>[^\])）】:：]{1,20})\s*[\])）】]\s*[:：]?|(?<name>[\p{L}\p{N}_ ]{1,20})[:：])\s*", RegexOptions.NonBacktracking)]
    private static partial Regex SpeakerPrefix();
}
