using System.Text.Json;
using Qa.Transcription.Recognition.Whisper;

namespace Qa.Transcription.Tests.Recognition.Whisper;

public sealed class LogMelTests
{
    private const int Rate = 16_000;

    [Theory]
    [InlineData(80)]
    [InlineData(128)]
    public void Compute_MadeSound_EqualsTheReference(int bands)
    {
        var features = new float[bands * LogMel.Frames];
        new LogMel(bands).Compute(Sound(), features);

        using var reference = JsonDocument.Parse(File.ReadAllText(Repository.At("tests/Qa.Transcription.Tests/Recognition/Whisper/Data/log-mel.json")));
        var values = reference.RootElement.GetProperty(bands.ToString(System.Globalization.CultureInfo.InvariantCulture)).EnumerateArray().ToList();
        values.Should().HaveCountGreaterThan(200);
        foreach (var value in values)
            ((double)features[value[0].GetInt32() * LogMel.Frames + value[1].GetInt32()]).Should().BeApproximately(value[2].GetDouble(), 1e-4, value.ToString());
    }

    [Fact]
    public void Compute_ThirtySecondsOfSound_FillsEveryFrame()
    {
        var features = new float[80 * LogMel.Frames];
        new LogMel(80).Compute([.. Enumerable.Range(0, 30 * Rate).Select(static index => (float)Math.Sin(index * 0.3))], features);

        features.Should().OnlyContain(static value => float.IsFinite(value));
        Enumerable.Range(0, LogMel.Frames).Should().OnlyContain(frame => Enumerable.Range(0, 80).Max(band => features[band * LogMel.Frames + frame]) > 1);
    }

    // The sound of eng/whisper/mel_reference.py.
    private static float[] Sound()
    {
        var state = 1L;
        return [.. Enumerable.Range(0, 2 * Rate).Select(index =>
        {
            state = (state * 1_103_515_245 + 12_345) % (1L << 31);
            var time = (double)index / Rate;
            var tone = time < 1 ? 0.5 * Math.Sin(2 * Math.PI * (200 * time + 600 * time * time)) : 0;
            var noise = time is >= 1 and < 1.5 ? 0.2 * (state / (double)(1L << 30) - 1) : 0;
            return (float)(tone + noise + 1e-4 * Math.Sin(2 * Math.PI * 50 * time));
        })];
    }
}
