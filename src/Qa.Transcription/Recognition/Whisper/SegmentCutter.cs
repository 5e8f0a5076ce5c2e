using Qa.Transcription.Transcripts;
using Qa.Transcription.Transcripts.Text;

namespace Qa.Transcription.Recognition.Whisper;

/// <summary>Cuts the tokens of a chunk's text into pieces by their timestamps.</summary>
internal sealed class SegmentCutter(WhisperVocabulary vocabulary, WhisperOptions options)
{
    private const double SecondsATimestamp = 0.02;

    /// <summary>Shortest rest of a chunk that is heard once more, and shortest part before it, in seconds.</summary>
    private const double LeastRestSeconds = 1;

    public IEnumerable<TranscriptSegment> Cut(DecodedText decoded, SpeechChunk chunk)
    {
        var chunkSeconds = (double)chunk.Samples.Length / SpeechChunk.SampleRate;
        var (start, from) = (0.0, 0);
        for (var index = 0; index <= decoded.Tokens.Length; index++)
        {
            // A text that stops without a last timestamp lasts to the end of what was heard.
            var isEnd = index == decoded.Tokens.Length;
            if (!isEnd && decoded.Tokens[index] < vocabulary.FirstTimestamp)
                continue;
            var time = isEnd ? chunkSeconds : Math.Min(chunkSeconds, (decoded.Tokens[index] - vocabulary.FirstTimestamp) * SecondsATimestamp);
            var text = SimplifiedChinese.Of(vocabulary.Decode(decoded.Tokens.AsSpan()[from..index].ToArray()).Trim());
            if (text.Length > 0)
                yield return new(new(chunk.StartSeconds + start, chunk.StartSeconds + Math.Max(start, time)), text, SpeakerLabel.OfChannel(chunk.Channel), ConfidenceOf(decoded, text, from, index));
            (start, from) = (time, index + 1);
        }
    }

    /// <summary>
    /// What of a chunk is still to be heard: where a text ends with a pair of timestamps, Whisper says that more follows after
    /// them, and with a single one that nothing does. Null where nothing does.
    /// </summary>
    public SpeechChunk? RestOf(DecodedText decoded, SpeechChunk chunk)
    {
        if (decoded.Tokens.Length < 3 || decoded.Tokens[^1] < vocabulary.FirstTimestamp || decoded.Tokens[^2] < vocabulary.FirstTimestamp)
            return null;
        var seconds = (decoded.Tokens[^1] - vocabulary.FirstTimestamp) * SecondsATimestamp;
        var from = (int)(seconds * SpeechChunk.SampleRate);

        // INVARIANT: the rest is shorter than the chunk by a second, so that hearing ends after 28 times at most.
        return seconds >= LeastRestSeconds && chunk.Samples.Length - from >= LeastRestSeconds * SpeechChunk.SampleRate
            ? new(chunk.Channel, chunk.StartSeconds + seconds, chunk.Samples[from..])
            : null;
    }

    /// <summary>The mean probability of the piece's tokens, on the scale of logarithms. What repeats itself is not to be trusted at all.</summary>
    private double ConfidenceOf(DecodedText decoded, string text, int from, int to)
    {
        if (DecodedText.Repeats(options, text))
            return 0;
        var sum = 0.0;
        for (var index = from; index < to; index++)
            sum += decoded.LogProbabilities[index];
        return Math.Exp(sum / (to - from));
    }
}
