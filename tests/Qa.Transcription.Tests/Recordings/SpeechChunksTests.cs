using CsCheck;
using Qa.Transcription.Recognition;
using Qa.Transcription.Recordings;
using Qa.Transcription.Speech;

namespace Qa.Transcription.Tests.Recordings;

public sealed class SpeechChunksTests
{
    private const double Duration = 2_000;

    // Any speech of one channel: pauses and lengths in eighths of a second.
    private static readonly Gen<Stretch[]> Speech = Gen.Select(Gen.Int[1, 40], Gen.Int[1, 600]).Array[0, 20].Select(static parts =>
    {
        var end = 0.0;
        return parts.Select(part =>
        {
            var stretch = new Stretch(end + part.Item1 / 8.0, end + (part.Item1 + part.Item2) / 8.0);
            end = stretch.End;
            return stretch;
        }).ToArray();
    });

    private static readonly float[] Power = [.. Enumerable.Range(0, (int)(Duration / SoundFrames.FrameSeconds)).Select(static index => (float)(index * 7 % 31))];

    [Fact]
    public void Plan_AnySpeech_IsCoveredByChunksThatAreShortEnough() => Speech.Sample(static speech =>
    {
        var chunks = SpeechChunks.Plan(speech, Power, Duration, []);
        return chunks.All(static chunk => chunk.Seconds <= SpeechChunk.LongestSeconds + 1e-9)
            && speech.All(stretch => Math.Abs(Covered(stretch, chunks) - stretch.Seconds) < 1e-6);
    });

    [Fact]
    public void Plan_AnySpeech_HoldsLittleElse() => Speech.Sample(static speech =>
        SpeechChunks.Plan(speech, Power, Duration, []).Sum(static chunk => chunk.Seconds) <= speech.Sum(static stretch => stretch.Seconds + 2.4) + 2 * speech.Length + 80);

    [Fact]
    public void Plan_AnySpeechAndBorders_NoChunkReachesOverABorder() =>
        Gen.Select(Speech, Gen.Int[0, 16_000].Select(static at => at / 8.0).Array[0, 10]).Sample(static (speech, borders) =>
        {
            var chunks = SpeechChunks.Plan(speech, Power, Duration, borders.Distinct().Order());
            return !chunks.Any(chunk => borders.Any(border => chunk.Start < border && border < chunk.End))
                && chunks.All(static chunk => chunk.Seconds <= SpeechChunk.LongestSeconds + 1e-9)
                && chunks.Zip(chunks.Skip(1)).All(static pair => pair.First.Start <= pair.Second.Start)
                && speech.All(stretch => Math.Abs(Covered(stretch, chunks) - stretch.Seconds) < 1e-6);
        });

    [Theory]
    [InlineData("the margin ends at a border", 6.0, "4.8-6 6-8.2")]
    [InlineData("speech near together is parted by a border in its quiet", 5.5, "4.8-5.5 5.5-8.2")]
    [InlineData("a scrap beside a border is not heard", 7.95, "4.8-7.95")]
    public void Plan_Borders_CutTheChunks(string note, double border, string expected)
    {
        Stretch[] speech = border == 5.5 ? [new(5, 5.4), new(5.6, 8)] : [new(5, 8)];

        var chunks = SpeechChunks.Plan(speech, Power, 10, [border]);

        string.Join(' ', chunks.Select(static chunk => FormattableString.Invariant($"{chunk.Start:0.##}-{chunk.End:0.##}"))).Should().Be(expected, note);
    }

    [Fact]
    public void Plan_LongSpeech_IsCutWhereItIsQuietest()
    {
        var power = Enumerable.Repeat(1f, Power.Length).ToArray();
        var quiet = (int)(20.5 / SoundFrames.FrameSeconds);
        power[quiet] = 0;

        var chunks = SpeechChunks.Plan([new(0, 42)], power, Duration, []);

        chunks.Should().HaveCount(2);
        (chunks[0].End - 0.2).Should().BeApproximately(20.5, 0.03);
        (chunks[1].Start + 0.2).Should().BeApproximately(20.5, 0.03);
    }

    [Fact]
    public void Add_SamplesInPieces_TakesJustThePlannedOnes() =>
        Gen.Select(Gen.Int[1, 5_000], Gen.Double[0, 0.5]).Sample(static (piece, start) =>
        {
            Stretch[] plan = [new(start, start + 0.25), new(start + 0.2, start + 0.5), new(start + 0.6, 9)];
            var cutter = new ChunkCutter(0, plan);
            float[] samples = [.. Enumerable.Range(0, 2 * SpeechChunk.SampleRate).Select(static index => (float)index)];
            foreach (var part in samples.Chunk(piece))
                cutter.Add([.. part]);
            cutter.Finish();
        var chunks = cutter.TakeCut();
            return chunks.Count == 3
                && chunks.All(static chunk => Math.Abs(chunk.StartSeconds - (double)chunk.Samples[0] / SpeechChunk.SampleRate) < 1e-9)
                && chunks.All(static chunk => chunk.Samples.Zip(chunk.Samples.Skip(1)).All(static pair => pair.Second == pair.First + 1))
                && chunks[0].Samples[^1] + 1 == chunks[1].Samples[0]
                && chunks[2].Samples[^1] == samples[^1];
        }, iter: 50);

    private static double Covered(Stretch stretch, IReadOnlyList<Stretch> chunks)
    {
        // Neighbouring chunks overlap by their margins; what both hold counts once.
        var (covered, reached) = (0.0, stretch.Start);
        foreach (var chunk in chunks)
        {
            var from = Math.Max(reached, chunk.Start);
            var to = Math.Min(stretch.End, chunk.End);
            if (to <= from)
                continue;
            covered += to - from;
            reached = to;
        }

        return covered;
    }
}
