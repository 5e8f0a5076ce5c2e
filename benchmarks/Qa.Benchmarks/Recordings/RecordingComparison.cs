using System.Diagnostics;
using Qa.Benchmarks.Matcher;
using Qa.Benchmarks.Measuring;
using Qa.Transcription.Audio;
using Qa.Transcription.Recognition.Whisper;
using Qa.Transcription.Speech;

namespace Qa.Benchmarks.Recordings;

/// <summary>
/// (10) How many seconds of a call are heard in a second: decoding with voice activity, Whisper's log-mel, and both halves of Whisper
/// with generated weights of whisper-base's shape, so that the speed is known though no text is.
/// </summary>
internal static class RecordingComparison
{
    private const string Name = "10 recordings";
    private const double LeastTimes = 25;
    private const int Rate = 8_000;
    private const int CallSeconds = 120;
    private const int ChunkSeconds = 30;

    public static void Run(Report report, bool quick)
    {
        report.Title("(10) recordings: seconds heard in a second of one core, of two channels");
        var folder = Environment.GetEnvironmentVariable("QA_MODELS") is { Length: > 0 } set ? set : Path.Combine(Repository.Root, "artifacts", "models");
        var path = Path.Combine(folder, "silero_vad.onnx");
        if (File.Exists(path) && VoiceModel.TryLoad(path, out _) is { } model)
            MeasureVoices(report, model, quick ? 2 : 5);
        else
            report.Row(Name, $"voice activity: no model at {path}; ./bench fetches it");
        MeasureLogMel(report, quick ? 3 : 10);
        if (!quick)
            MeasureWhisper(report);
    }

    private static void MeasureVoices(Report report, VoiceModel model, int rounds)
    {
        var path = Path.Combine(Path.GetTempPath(), $"qa-bench-{Environment.ProcessId}.wav");
        try
        {
            CallSound.Save(path, Rate, CallSeconds);
            var files = new AudioFile(AudioLimits.Default, Transcription.Audio.External.FfmpegProgram.Installed);
            var times = new List<double>();
            for (var round = 0; round <= rounds; round++)
            {
                using var source = files.Open(path, default).Source!;
                var start = ThreadClock.Milliseconds;
                var measures = SoundMeter.Measure(source, model, default).Measures!;
                GC.KeepAlive(Conversation.Of(SpeechFinder.Find(measures.Frames)));

                // The first round also loads and compiles.
                if (round > 0)
                    times.Add(CallSeconds * 1_000.0 / (ThreadClock.Milliseconds - start));
            }

            times.Sort();
            report.Row(Name, "decoding and voice activity, 8 kHz", ("times real time", times[times.Count / 2]), ("least", times[0]));
            report.Goal(Name, $"at least {LeastTimes} times real time on one core", $"{times[times.Count / 2]:0}", times[times.Count / 2] >= LeastTimes);
        }
        finally
        {
            File.Delete(path);
            model.Dispose();
        }
    }

    private static void MeasureLogMel(Report report, int rounds)
    {
        var mel = new LogMel(GeneratedWhisper.Bands);
        var features = new float[GeneratedWhisper.Bands * LogMel.Frames];
        float[] samples = [.. Enumerable.Range(0, ChunkSeconds * 16_000).Select(static index => (float)Math.Sin(index * 0.05 + Math.Sin(index * 0.0007)))];
        mel.Compute(samples, features);
        var start = ThreadClock.Milliseconds;
        for (var round = 0; round < rounds; round++)
            mel.Compute(samples, features);
        var milliseconds = (ThreadClock.Milliseconds - start) / rounds;
        report.Row(Name, "log-mel of 30 s, 80 bands", ("ms", milliseconds), ("times real time", ChunkSeconds * 1_000 / milliseconds));
    }

    private static void MeasureWhisper(Report report)
    {
        const int tokens = 100;
        var folder = Directory.CreateTempSubdirectory("qa-bench-").FullName;
        try
        {
            new GeneratedWhisper().Save(folder);
            var threads = Environment.ProcessorCount;
            using var encoder = WhisperEncoder.TryLoad(Path.Combine(folder, "encoder_model.onnx"), GeneratedWhisper.Bands, threads, out var wrong) ?? throw new InvalidOperationException(wrong);
            using var decoder = WhisperDecoder.TryLoad(Path.Combine(folder, "decoder_model_merged.onnx"), threads, out wrong) ?? throw new InvalidOperationException(wrong);
            var features = new float[GeneratedWhisper.Bands * LogMel.Frames];
            encoder.Hear(features, 1);
            var start = Stopwatch.GetTimestamp();
            var heard = encoder.Hear(features, 1);
            var hearing = Stopwatch.GetElapsedTime(start).TotalSeconds;
            start = Stopwatch.GetTimestamp();
            using var run = new DecoderRun(decoder, heard);
            run.Prime([50_258, 50_260, 50_359]);
            var priming = Stopwatch.GetElapsedTime(start).TotalSeconds;
            start = Stopwatch.GetTimestamp();
            for (var token = 0; token < tokens; token++)
                run.Add([token]);
            var writing = Stopwatch.GetElapsedTime(start).TotalSeconds;
            report.Row(Name, $"whisper-base's shape, {threads} threads", ("encoder s", hearing), ("prompt s", priming), ("ms a token", 1_000 * writing / tokens),
                ("s for 30 s with 100 tokens", hearing + priming + writing));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
