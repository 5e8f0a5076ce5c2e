using CsCheck;
using Qa.Transcription.Audio.Sampling;

namespace Qa.Transcription.Tests.Audio.Sampling;

public sealed class ResamplerTests
{
    [Theory]
    [InlineData(8_000, 16_000, 1_000)]
    [InlineData(44_100, 16_000, 3_000)]
    [InlineData(48_000, 16_000, 6_000)]
    [InlineData(16_000, 8_000, 3_000)]
    [InlineData(11_025, 16_000, 2_000)]
    [InlineData(16_000, 16_000, 440)]
    public void Add_Sine_IsTheSameSineAtTheSameTime(int from, int to, int hertz)
    {
        var output = Resample(Sounds.Sine(hertz, from, 0.5), from, to, 1_000);
        var expected = Sounds.Sine(hertz, to, 0.5);

        output.Count.Should().BeCloseTo(expected.Length, 1);

        // The ends are left out: there the sine begins and ends at once, which no band-limited signal does.
        for (var index = to / 50; index < expected.Length - to / 50; index++)
            output[index].Should().BeApproximately(expected[index], 1e-3f);
    }

    [Fact]
    public void Add_SineAboveTheNewBand_IsGone()
    {
        var output = Resample(Sounds.Sine(6_000, 16_000, 0.5), 16_000, 8_000, 4_096);

        output.Skip(200).SkipLast(200).Max(MathF.Abs).Should().BeLessThan(1e-3f);
    }

    [Fact]
    public void Add_AnyPieces_GivesWhatTheWholeGives() =>
        Gen.Select(Gen.Float[-1, 1].Array[1, 3_000], Gen.Int[1, 700], Gen.OneOf(Gen.Const((8_000, 16_000)), Gen.Const((44_100, 16_000)), Gen.Const((16_000, 8_000))))
            .Sample((input, piece, rates) =>
                Resample(input, rates.Item1, rates.Item2, piece).SequenceEqual(Resample(input, rates.Item1, rates.Item2, input.Length)), iter: 200);

    private static List<float> Resample(float[] input, int from, int to, int piece)
    {
        var resampler = new Resampler(from, to);
        var output = new List<float>();
        foreach (var part in input.Chunk(piece))
            resampler.Add(part, output);
        resampler.Finish(output);
        return output;
    }
}
