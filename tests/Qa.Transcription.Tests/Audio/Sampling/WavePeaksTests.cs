using CsCheck;
using Qa.Transcription.Audio.Sampling;

namespace Qa.Transcription.Tests.Audio.Sampling;

public sealed class WavePeaksTests
{
    [Fact]
    public void Add_SamplesInPieces_GivesLeastAndGreatestOfEachStretch() =>
        Gen.Select(Gen.Float[-1, 1].Array[0, 30_000], Gen.Int[1, 999], Gen.Int[1, 9]).Sample((samples, piece, samplesAPeak) =>
        {
            var peaks = new WavePeaks(samplesAPeak);
            foreach (var part in samples.Chunk(piece))
                peaks.Add(part);
            return peaks.Peaks.Count <= WavePeaks.MaximumCount
                && peaks.Peaks.SequenceEqual(samples.Chunk(peaks.SamplesAPeak).Select(static part => (part.Min(), part.Max())));
        }, iter: 200);

    [Fact]
    public void Add_CallOfHours_KeepsPeaksBounded()
    {
        var peaks = new WavePeaks();
        for (var second = 0; second < 3 * 3_600; second++)
            peaks.Add(new float[8_000]);

        peaks.Peaks.Count.Should().BeInRange(WavePeaks.MaximumCount / 2, WavePeaks.MaximumCount);
    }
}
