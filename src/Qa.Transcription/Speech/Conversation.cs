using System.Collections.Immutable;

namespace Qa.Transcription.Speech;

/// <summary>What the sound of a call tells without a word of it being known: who spoke when, silence, and both at once.</summary>
/// <param name="Speech">The segments of all channels, in order of their start.</param>
/// <param name="Silences">静默: gaps between speech in which neither channel speaks, longer than <see cref="LeastSilenceSeconds"/>.</param>
/// <param name="Overlaps">重叠: where both channels speak, longer than <see cref="LeastOverlapSeconds"/>.</param>
public sealed record Conversation(
    ImmutableArray<SpeechSegment> Speech, ImmutableArray<Stretch> Silences, ImmutableArray<Stretch> Overlaps)
{
    public const double LeastSilenceSeconds = 2;
    public const double LeastOverlapSeconds = 0.2;

    public static Conversation Of(IReadOnlyList<SpeechSegment> speech) =>
        new([.. speech], [.. FindSilences(speech)], [.. FindOverlaps(speech)]);

    /// <summary>通话占比: the part of all speech that is this channel's, 0..1; 0 where nobody speaks.</summary>
    public double TalkShare(int channel)
    {
        var all = Speech.Sum(static segment => segment.Time.Seconds);
        return all == 0 ? 0 : Speech.Where(segment => segment.Channel == channel).Sum(static segment => segment.Time.Seconds) / all;
    }

    private static IEnumerable<Stretch> FindSilences(IReadOnlyList<SpeechSegment> speech)
    {
        var spoken = double.PositiveInfinity;
        foreach (var segment in speech)
        {
            if (segment.Time.Start - spoken > LeastSilenceSeconds)
                yield return new(spoken, segment.Time.Start);
            spoken = double.IsInfinity(spoken) ? segment.Time.End : Math.Max(spoken, segment.Time.End);
        }
    }

    private static IEnumerable<Stretch> FindOverlaps(IReadOnlyList<SpeechSegment> speech)
    {
        var first = speech.Where(static segment => segment.Channel == 0).ToList();
        var second = speech.Where(static segment => segment.Channel == 1).ToList();
        for (int a = 0, b = 0; a < first.Count && b < second.Count;)
        {
            var (one, other) = (first[a].Time, second[b].Time);
            if (one.Shared(other) > LeastOverlapSeconds)
                yield return new(Math.Max(one.Start, other.Start), Math.Min(one.End, other.End));
            if (one.End <= other.End)
                a++;
            else
                b++;
        }
    }
}
