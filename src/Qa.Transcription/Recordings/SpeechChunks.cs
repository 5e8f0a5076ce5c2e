using Qa.Transcription.Recognition;
using Qa.Transcription.Speech;

namespace Qa.Transcription.Recordings;

/// <summary>
/// Plans how the speech of a recording is cut into chunks for an engine. Speech that lies close together is one chunk, for the
/// engine understands words by those before them.
/// </summary>
internal static class SpeechChunks
{
    /// <summary>Longest quiet within a chunk, in seconds.</summary>
    private const double LongestQuietSeconds = 2;

    /// <summary>Kept on either side, in seconds: weak consonants lie beyond the measured edges.</summary>
    private const double MarginSeconds = 0.2;

    /// <summary>How far from equal parts the cuts of a long speech may lie, in seconds.</summary>
    private const double LeewaySeconds = 2;

    /// <summary>Shortest part of speech beside a border that is heard, in seconds: less than a syllable is a border marked roughly.</summary>
    internal const double LeastScrapSeconds = 0.1;

    /// <summary>
    /// Which stretches of a channel become chunks: speech joined up to the longest chunk, and cut where it is longer. No chunk
    /// reaches over a border, at which the speaker changes: an engine may write one piece for the whole chunk.
    /// </summary>
    /// <param name="borders">In order, in seconds.</param>
    internal static IReadOnlyList<Stretch> Plan(IReadOnlyList<Stretch> speech, IReadOnlyList<float> power, double durationSeconds, IEnumerable<double> borders)
    {
        double[] edges = [0, .. borders.Where(border => border > 0 && border < durationSeconds), durationSeconds];
        return [.. edges.Zip(edges.Skip(1), static (start, end) => new Stretch(start, end)).SelectMany(part => PlanPart(Within(speech, part), power, part))];
    }

    /// <summary>What of the speech lies in a part; scraps at its edges hold no word, and engines invent one for them.</summary>
    private static IEnumerable<Stretch> Within(IReadOnlyList<Stretch> speech, Stretch part) => speech
        .Where(stretch => stretch.Shared(part) > 0)
        .Select(stretch => new Stretch(Math.Max(stretch.Start, part.Start), Math.Min(stretch.End, part.End)))
        .Where(inside => inside.Seconds >= LeastScrapSeconds);

    private static IEnumerable<Stretch> PlanPart(IEnumerable<Stretch> speech, IReadOnlyList<float> power, Stretch part)
    {
        const double room = SpeechChunk.LongestSeconds - 2 * MarginSeconds;
        var joined = new List<Stretch>();
        foreach (var stretch in speech)
        {
            if (joined.Count > 0 && stretch.Start - joined[^1].End <= LongestQuietSeconds && stretch.End - joined[^1].Start <= room)
                joined[^1] = joined[^1] with { End = stretch.End };
            else
                joined.AddRange(Parts(stretch, power, room));
        }

        return [.. joined.Select(each => new Stretch(Math.Max(part.Start, each.Start - MarginSeconds), Math.Min(part.End, each.End + MarginSeconds)))];
    }

    private static IEnumerable<Stretch> Parts(Stretch stretch, IReadOnlyList<float> power, double room)
    {
        if (stretch.Seconds <= room)
            return [stretch];
        var count = (int)Math.Ceiling(stretch.Seconds / (room - 2 * LeewaySeconds));
        double[] cuts =
        [
            stretch.Start,
            .. Enumerable.Range(1, count - 1).Select(part => Quietest(power, stretch.Start + stretch.Seconds * part / count)),
            stretch.End,
        ];
        return cuts.Zip(cuts.Skip(1), static (start, end) => new Stretch(start, end));
    }

    /// <summary>The middle of the quietest frame around a time, so that a cut falls between words.</summary>
    private static double Quietest(IReadOnlyList<float> power, double around)
    {
        var from = Math.Max(0, (int)((around - LeewaySeconds) / SoundFrames.FrameSeconds));
        var to = Math.Min(power.Count - 1, (int)((around + LeewaySeconds) / SoundFrames.FrameSeconds));
        var quietest = Enumerable.Range(from, to - from + 1).MinBy(index => power[index]);
        return (quietest + 0.5) * SoundFrames.FrameSeconds;
    }
}
