using CsCheck;
using Qa.Transcription.Speech;

namespace Qa.Transcription.Tests.Speech;

public sealed class ConversationTests
{
    private static readonly Gen<List<SpeechSegment>> Calls = Gen.Select(Gen.Int[0, 1], Gen.Int[0, 60], Gen.Int[1, 60]).List[0, 12]
        .Select(static parts =>
        {
            // Each channel's segments follow one another; in eighths of a second, which binary numbers hold exactly.
            var ends = new int[2];
            var segments = new List<SpeechSegment>();
            foreach (var (channel, pause, length) in parts)
            {
                segments.Add(new(channel, new((ends[channel] + pause) / 8.0, (ends[channel] + pause + length) / 8.0), -20));
                ends[channel] += pause + length + 1;
            }

            return segments.OrderBy(static segment => segment.Time.Start).ToList();
        });

    [Fact]
    public void Of_AnyCall_AgreesWithCountingEighths() => Calls.Sample(speech =>
    {
        var conversation = Conversation.Of(speech);
        var last = speech.Count == 0 ? 0 : speech.Max(static segment => Eighths(segment.Time.End));
        var first = speech.Count == 0 ? 0 : speech.Min(static segment => Eighths(segment.Time.Start));
        var speakers = new int[last + 1];
        foreach (var segment in speech)
        {
            for (var eighth = Eighths(segment.Time.Start); eighth < Eighths(segment.Time.End); eighth++)
                speakers[eighth]++;
        }

        return Runs(speakers, 2).Where(static run => run.End - run.Start > 0.2 * 8).SequenceEqual(conversation.Overlaps.Select(ToEighths))
            && Runs(speakers, 0).Where(run => run.Start >= first && run.End <= last && run.End - run.Start > 2 * 8).SequenceEqual(conversation.Silences.Select(ToEighths));
    });

    [Fact]
    public void TalkShare_AnyCall_SumsToOne() => Calls.Sample(static speech =>
        speech.Count == 0 || Math.Abs(Conversation.Of(speech).TalkShare(0) + Conversation.Of(speech).TalkShare(1) - 1) < 1e-9);

    [Fact]
    public void Of_NobodySpeaks_HasNothing() =>
        Conversation.Of([]).Should().BeEquivalentTo(new { Speech = Array.Empty<SpeechSegment>(), Silences = Array.Empty<Stretch>(), Overlaps = Array.Empty<Stretch>() });

    private static int Eighths(double seconds) => (int)Math.Round(seconds * 8);

    private static (int Start, int End) ToEighths(Stretch time) => (Eighths(time.Start), Eighths(time.End));

    private static IEnumerable<(int Start, int End)> Runs(int[] speakers, int wanted)
    {
        for (var start = 0; start < speakers.Length; start++)
        {
            if (speakers[start] != wanted)
                continue;
            var end = start;
            while (end < speakers.Length && speakers[end] == wanted)
                end++;
            yield return (start, end);
            start = end;
        }
    }
}
