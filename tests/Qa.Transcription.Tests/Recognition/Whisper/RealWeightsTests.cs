using System.Text.Json;
using Qa.Transcription.Audio;
using Qa.Transcription.Audio.External;
using Qa.Transcription.Audio.Sampling;
using Qa.Transcription.Models;
using Qa.Transcription.Recognition;
using Qa.Transcription.Recognition.Whisper;
using Qa.Transcription.Tests.Audio;
using Qa.Transcription.Transcripts.Text;
using Xunit.Abstractions;

namespace Qa.Transcription.Tests.Recognition.Whisper;

/// <summary>Hears real speech with real weights, where QA_WHISPER_DIR says where these are; no registry has them, so it is skipped elsewhere.</summary>
public sealed class RealWeightsTests(ITestOutputHelper output)
{
    /// <summary>More wrong characters than this, and something is broken; whisper-base is at about 0.1 on clean Chinese.</summary>
    private const double MostErrors = 0.5;

    [SkippableTheory]
    [InlineData("mono-en-jfk-16k.wav", "en")]
    [InlineData("mono-zh-funasr-example.mp3", "zh")]
    public void Recognize_RealSpeech_IsNearWhatWasSaid(string file, string language)
    {
        var weights = Environment.GetEnvironmentVariable(ModelFolder.WhisperVariable);
        Skip.If(string.IsNullOrEmpty(weights), $"set {ModelFolder.WhisperVariable} to a folder with whisper's ONNX files to hear real speech with them");
        using var source = new AudioFile(AudioLimits.Default, FfmpegProgram.Installed).Open(Repository.SharedRecording(file), default).Source!;
        var samples = new List<float>();
        new Resampler(source.Format.SampleRate, SpeechChunk.SampleRate).Add(Sounds.ReadAll(source), samples);
        var opening = OnnxWhisper.Open(new("") { WhisperPath = weights }, new() { Language = language });
        opening.Missing.Should().BeNull();
        using var recognizer = opening.Recognizer!;

        var heard = string.Concat(recognizer.Recognize([new(0, 0, [.. samples])], default).Select(static segment => segment.Text));

        var said = SaidIn(file);
        var errors = (double)Distance(Letters(said), Letters(heard)) / Letters(said).Length;
        output.WriteLine($"{file}: character error rate {errors:0.000}: {heard}");
        errors.Should().BeLessThan(MostErrors);
    }

    private static string SaidIn(string file)
    {
        using var truth = JsonDocument.Parse(File.ReadAllText(Repository.SharedRecording("truth.json")));
        return truth.RootElement.GetProperty("recordings").EnumerateArray().Single(each => each.GetProperty("file").GetString() == file)
            .GetProperty("segments")[0].GetProperty("text").GetString()!;
    }

    private static string Letters(string text) => string.Concat(SimplifiedChinese.Of(text).Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var a = 1; a <= one.Length; a++)
        {
            var diagonal = row[0]++;
            for (var b = 1; b <= other.Length; b++)
                (diagonal, row[b]) = (row[b], Math.Min(Math.Min(row[b], row[b - 1]) + 1, diagonal + (one[a - 1] == other[b - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
