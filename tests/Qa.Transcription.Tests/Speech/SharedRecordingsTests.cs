using Qa.Transcription.Speech;
using Xunit.Abstractions;

namespace Qa.Transcription.Tests.Speech;

/// <summary>What is measured of the recordings of ../shared/audio against where their utterances were placed, clean and spoilt.</summary>
public sealed class SharedRecordingsTests(ITestOutputHelper output)
{
    private const double SegmentSeconds = 0.3;
    private const double SilenceSeconds = 0.3;
    private const double OverlapSeconds = 0.25;

    public static TheoryData<string> Calls => new("call-real-silence-16k.wav", "call-real-overlap-8k-alaw.wav", "call-synth-complaint-8k.wav");

    [SkippableTheory]
    [MemberData(nameof(Calls))]
    public void Measure_Clean_MeetsTheTruth(string file) => Check(RecordingTruth.Load(file));

    [SkippableTheory]
    [MemberData(nameof(Calls))]
    public void Measure_PinkNoiseTenDecibelsBelow_MeetsTheTruth(string file)
    {
        for (var seed = 1; seed <= 3; seed++)
            Check(RecordingTruth.Load(file).WithPinkNoise(10, seed));

        // The very same noise on both channels makes them alike where nobody leaks.
        Check(RecordingTruth.Load(file).WithPinkNoise(10, seed: 4, isSameOnBoth: true));
    }

    [SkippableTheory]
    [MemberData(nameof(Calls))]
    public void Measure_ChannelsLeak_MeetsTheTruth(string file)
    {
        foreach (var (decibels, delay) in new[] { (-18.0, 0.0), (-20.0, 0.02), (-25.0, 0.2), (-35.0, 0.005) })
            Check(RecordingTruth.Load(file).WithLeak(decibels, delay));
    }

    [SkippableFact]
    public void Measure_SeveralAtOnceWithOneModel_IsAsOneByOne()
    {
        var truth = RecordingTruth.Load("call-synth-complaint-8k.wav");
        var alone = truth.Measure().Conversation;
        var together = new Conversation[4];

        Parallel.For(0, together.Length, index => together[index] = truth.Measure().Conversation);

        together.Should().OnlyContain(conversation => conversation.Speech.SequenceEqual(alone.Speech));
    }

    [SkippableFact]
    public void Measure_SameSoundOnBothChannels_SaysSo()
    {
        var truth = RecordingTruth.Load("call-real-silence-16k.wav");
        float[] mixed = [.. truth.Channels[0].Zip(truth.Channels[1], static (left, right) => (left + right) / 2)];

        (truth with { Channels = [mixed, mixed] }).Measure().Measures.ChannelsAreSame.Should().BeTrue();
        truth.Measure().Measures.ChannelsAreSame.Should().BeFalse();
    }

    private void Check(RecordingTruth truth)
    {
        var (_, conversation) = truth.Measure();
        var worst = 0.0;
        foreach (var (channel, time) in truth.Segments)
        {
            var heard = conversation.Speech.Where(segment => segment.Channel == channel && segment.Time.Shared(time) > 0).ToList();
            heard.Should().NotBeEmpty($"{truth.File} has speech on channel {channel} at {time}");
            worst = Math.Max(worst, Math.Max(Math.Abs(heard[0].Time.Start - time.Start), Math.Abs(heard[^1].Time.End - time.End)));
            heard[0].Time.Start.Should().BeApproximately(time.Start, SegmentSeconds, $"{truth.File} {time}");
            heard[^1].Time.End.Should().BeApproximately(time.End, SegmentSeconds, $"{truth.File} {time}");
        }

        Same(conversation.Silences, truth.Silences, SilenceSeconds);
        Same(conversation.Overlaps, truth.Overlaps, OverlapSeconds);
        output.WriteLine($"{truth.File}: edges within {worst:0.00} s");
    }

    private static void Same(IReadOnlyList<Stretch> found, IReadOnlyList<Stretch> expected, double within)
    {
        found.Should().HaveCount(expected.Count);
        foreach (var (one, other) in found.Zip(expected))
        {
            one.Start.Should().BeApproximately(other.Start, within);
            one.End.Should().BeApproximately(other.End, within);
        }
    }
}
