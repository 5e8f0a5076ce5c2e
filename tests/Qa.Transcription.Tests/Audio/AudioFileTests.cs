using Qa.Transcription.Audio;
using Qa.Transcription.Audio.External;

namespace Qa.Transcription.Tests.Audio;

public sealed class AudioFileTests : IDisposable
{
    private static readonly AudioFile Files = new(AudioLimits.Default, FfmpegProgram.Installed);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, byte[], AudioFailureKind> BadFiles => new()
    {
        { "empty.wav", [], AudioFailureKind.Damaged },
        { "text.wav", "This is not a recording at all, though its name says so."u8.ToArray(), AudioFailureKind.NotAudio },
        { "list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n/etc/hostname\n#EXT-X-ENDLIST\n"u8.ToArray(), AudioFailureKind.NotAudio },
        { "torn.ogg", [.. "OggS"u8, .. new byte[200]], AudioFailureKind.NotAudio },
        { "riff.wav", [.. "RIFF"u8, 1, 2, 3, 4, .. "AVI LIST"u8], AudioFailureKind.NotAudio },
    };

    [SkippableTheory]
    [MemberData(nameof(BadFiles))]
    public void Open_BadFile_SaysWhy(string name, byte[] bytes, AudioFailureKind kind)
    {
        Ffmpeg.SkipWithout();

        var opening = Files.Open(_folder.File(name, bytes), default);

        opening.Source.Should().BeNull();
        opening.Failure!.Kind.Should().Be(kind);
        opening.Failure.Message.Should().NotBeEmpty();
    }

    [Fact]
    public void Open_NoFileAndFolder_SayWhich()
    {
        Files.Open(_folder.At("none.wav"), default).Failure!.Message.Should().Be("there is no such file");
        Files.Open(_folder.Path, default).Failure!.Message.Should().Be("it is a folder, not a file");
    }

    [Fact]
    public void Open_NotWavWithoutFfmpeg_NamesWhatIsMissing()
    {
        var files = new AudioFile(AudioLimits.Default, new FfmpegProgram("ffmpeg-that-is-not-installed", TimeProvider.System));

        var opening = files.Open(_folder.File("a.mp3", [.. "ID3"u8, .. new byte[100]]), default);

        opening.Failure!.Kind.Should().Be(AudioFailureKind.NeedsProgram);
        opening.Failure.Message.Should().Contain("apt-get install ffmpeg");
    }

    [Fact]
    public void Open_WavWithoutFfmpeg_NeedsNone()
    {
        var files = new AudioFile(AudioLimits.Default, new FfmpegProgram("ffmpeg-that-is-not-installed", TimeProvider.System));

        using var source = files.Open(_folder.File("a.mp3", WavFile.Of(8_000, 1, Sounds.Sine(440, 8_000, 0.1)).ToBytes()), default).Source;

        source!.Format.Frames.Should().Be(800);
    }

    [SkippableTheory]
    [InlineData("tone.mp3", "libmp3lame")]
    [InlineData("tone.ogg", "libopus")]
    [InlineData("tone.m4a", "aac")]
    [InlineData("tone.flac", "flac")]
    [InlineData("gsm.wav", "adpcm_ima_wav")]
    [InlineData("-i $(touch x) 'q' \"w\" ; & %.flac", "flac")]
    public void Open_CompressedSound_KeepsRateChannelsAndLength(string name, string codec)
    {
        Ffmpeg.SkipWithout();
        var left = Sounds.Sine(440, 48_000, 2);
        var wav = _folder.File("original.wav", WavFile.Of(48_000, 2, [.. left.SelectMany(static sample => new[] { sample, 0f })]).ToBytes());
        Ffmpeg.Run("-i", wav, "-c:a", codec, _folder.At(name));

        using var source = Files.Open(_folder.At(name), default).Source;
        var samples = Sounds.ReadAll(source!);

        source!.Failure.Should().BeNull();
        source.Format.Should().BeEquivalentTo(new { SampleRate = 48_000, Channels = 2 });
        (samples.Length / 2).Should().BeInRange(95_000, 100_000);
        Power(samples, 0).Should().BeApproximately(0.125, 0.02);
        Power(samples, 1).Should().BeLessThan(0.001);
        Directory.GetFiles(_folder.Path).Should().HaveCount(2, "no part of a name is ever run");
    }

    [SkippableFact]
    public void ReadFrames_CompressedSoundOfManyHours_StopsAtTheLimit()
    {
        Ffmpeg.SkipWithout();
        // Silence packs to almost nothing: a minute of it stands here for the hours that a bomb would hold.
        Ffmpeg.Run("-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono:d=60", "-c:a", "libopus", _folder.At("bomb.ogg"));
        var files = new AudioFile(AudioLimits.Default with { LongestRecording = TimeSpan.FromSeconds(5) }, FfmpegProgram.Installed);

        using var source = files.Open(_folder.At("bomb.ogg"), default).Source!;
        var samples = Sounds.ReadAll(source);

        source.Failure!.Kind.Should().Be(AudioFailureKind.BeyondLimits);
        samples.Length.Should().BeLessThan(48_000 * 7);
    }

    [SkippableFact]
    public void ReadFrames_TruncatedCompressedSound_IsNotTakenForWhole()
    {
        Ffmpeg.SkipWithout();
        Ffmpeg.Run("-f", "lavfi", "-i", "sine=d=5:r=8000", "-c:a", "flac", _folder.At("whole.flac"));
        var bytes = File.ReadAllBytes(_folder.At("whole.flac"));
        var torn = _folder.File("torn.flac", bytes[..(bytes.Length / 2)]);

        using var source = Files.Open(torn, default).Source;
        Sounds.ReadAll(source!);

        source!.Failure!.Kind.Should().Be(AudioFailureKind.Damaged);
    }

    private static double Power(float[] samples, int channel)
    {
        var sum = 0.0;
        for (var index = channel; index < samples.Length; index += 2)
            sum += samples[index] * (double)samples[index];
        return sum / (samples.Length / 2);
    }
}
