using System.Text.Json;
using Qa.Transcription.Audio;
using Qa.Transcription.Audio.External;
using Qa.Transcription.Speech;
using Qa.Transcription.Tests.Audio;

namespace Qa.Transcription.Tests.Speech;

/// <summary>A recording of ../shared/audio with where its utterances were placed, and its samples, to be spoilt by tests.</summary>
internal sealed record RecordingTruth(
    string File, int SampleRate, float[][] Channels, IReadOnlyList<(int Channel, Stretch Time)> Segments, IReadOnlyList<Stretch> Silences, IReadOnlyList<Stretch> Overlaps)
{
    public static RecordingTruth Load(string file)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(Repository.SharedRecording("truth.json")));
        var recording = document.RootElement.GetProperty("recordings").EnumerateArray().Single(each => each.GetProperty("file").GetString() == file);
        using var source = new AudioFile(AudioLimits.Default, FfmpegProgram.Installed).Open(Repository.SharedRecording(file), default).Source!;
        var samples = Sounds.ReadAll(source);
        var channels = source.Format.Channels;
        return new(
            file,
            source.Format.SampleRate,
            [.. Enumerable.Range(0, channels).Select(channel => samples.Where((_, index) => index % channels == channel).ToArray())],
            [.. recording.GetProperty("segments").EnumerateArray().Select(each => (each.GetProperty("channelIndex").GetInt32(), StretchOf(each)))],
            [.. recording.GetProperty("longSilences").EnumerateArray().Select(StretchOf)],
            [.. recording.GetProperty("overlaps").EnumerateArray().Select(StretchOf)]);
    }

    /// <summary>The same recording with pink noise on both channels, so many dB below the speech of each.</summary>
    public RecordingTruth WithPinkNoise(double signalToNoiseDecibels, int seed, bool isSameOnBoth = false) => this with
    {
        Channels = [.. Channels.Select((channel, index) =>
        {
            var scale = (float)Math.Sqrt(SpeechPower(index) / Math.Pow(10, signalToNoiseDecibels / 10));
            var noise = Noise.Pink(channel.Length, isSameOnBoth ? seed : seed + 100 * index);
            return channel.Select((sample, at) => sample + scale * noise[at]).ToArray();
        })],
    };

    /// <summary>The same recording with each channel leaking into the other, quieter, later and dulled.</summary>
    public RecordingTruth WithLeak(double decibels, double delaySeconds) => this with
    {
        Channels = [.. Channels.Select((channel, index) =>
        {
            var gain = (float)Math.Pow(10, decibels / 20);
            var delay = (int)(delaySeconds * SampleRate);
            var other = Channels[1 - index];
            return channel.Select((sample, at) => at <= delay ? sample : sample + gain * (0.7f * other[at - delay] + 0.3f * other[at - delay - 1])).ToArray();
        })],
    };

    public (SoundMeasures Measures, Conversation Conversation) Measure()
    {
        float[] interleaved = [.. Channels[0].SelectMany((_, at) => Channels.Select(channel => channel[at]))];
        var wav = WavFile.Of((uint)SampleRate, (ushort)Channels.Length, interleaved).ToBytes();
        using var source = Transcription.Audio.Wav.WavReader.Open(new MemoryStream(wav), AudioLimits.Default).Source!;
        var measures = SoundMeter.Measure(source, TestVoiceModel.Required, default).Measures!;
        return (measures, Conversation.Of(SpeechFinder.Find(measures.Frames)));
    }

    private double SpeechPower(int channel)
    {
        var (sum, count) = (0.0, 0L);
        foreach (var (_, time) in Segments.Where(segment => segment.Channel == channel))
        {
            foreach (var sample in Channels[channel].AsSpan((int)(time.Start * SampleRate), (int)(time.Seconds * SampleRate)))
                (sum, count) = (sum + sample * sample, count + 1);
        }

        return sum / count;
    }

    private static Stretch StretchOf(JsonElement element) => new(element.GetProperty("start").GetDouble(), element.GetProperty("end").GetDouble());
}
