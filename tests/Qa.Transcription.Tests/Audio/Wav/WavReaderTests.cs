using CsCheck;
using Qa.Transcription.Audio;
using Qa.Transcription.Audio.Wav;

namespace Qa.Transcription.Tests.Audio.Wav;

public sealed class WavReaderTests
{
    private static readonly WavFile Small = new() { Data = [0, 0, 0, 64, 0, 192, 255, 127] };

    public static TheoryData<ushort, ushort, byte[], float[]> Encodings => new()
    {
        { 1, 8, [0, 128, 255, 192], [-1f, 0f, 127 / 128f, 0.5f] },
        { 1, 16, [0, 128, 0, 0, 255, 127], [-1f, 0f, 32767 / 32768f] },
        { 1, 24, [0, 0, 128, 0, 0, 0, 0, 0, 64], [-1f, 0f, 0.5f] },
        { 1, 32, [0, 0, 0, 128, 0, 0, 0, 0, 0, 0, 0, 64], [-1f, 0f, 0.5f] },
        { 3, 32, [0, 0, 0x80, 0xBF, 0, 0, 0, 0x3F, 0, 0, 0xC0, 0x7F], [-1f, 0.5f, 0f] },
        { 3, 64, [0, 0, 0, 0, 0, 0, 0xF0, 0xBF, 0, 0, 0, 0, 0, 0, 0xE0, 0x3F], [-1f, 0.5f] },
        // G.711's own values of 16 bits: the least step, the greatest, and a middle one, of either sign.
        { 6, 8, [0xD5, 0x55, 0xAA, 0x2A, 0x80], [8 / 32768f, -8 / 32768f, 32256 / 32768f, -32256 / 32768f, 5504 / 32768f] },
        { 7, 8, [0xFF, 0x7F, 0x80, 0x00, 0xAF], [0f, 0f, 32124 / 32768f, -32124 / 32768f, 4092 / 32768f] },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void ReadFrames_EachEncoding_GivesItsSamples(ushort tag, ushort bits, byte[] data, float[] expected)
    {
        foreach (var isExtensible in new[] { false, true })
        {
            var (source, failure) = Open(new() { Tag = tag, Bits = bits, Data = data, IsExtensible = isExtensible });

            failure.Should().BeNull();
            source!.Format.Frames.Should().Be(expected.Length);
            Sounds.ReadAll(source, framesATime: 2).Should().Equal(expected);
            source.Failure.Should().BeNull();
        }
    }

    [Fact]
    public void ReadFrames_AnySixteenBitSamples_ComeBackHoweverTheyAreRead() =>
        Gen.Select(Gen.Short.Array[0, 200], Gen.Int[1, 2], Gen.Int[1, 50]).Sample((samples, channels, framesATime) =>
        {
            samples = samples[..(samples.Length / channels * channels)];
            var data = new byte[samples.Length * 2];
            Buffer.BlockCopy(samples, 0, data, 0, data.Length);
            var (source, _) = Open(new() { Channels = (ushort)channels, Data = data, Before = WavFile.Chunk("LIST", new byte[samples.Length % 9]) });
            return samples.Length == 0 || Sounds.ReadAll(source!, framesATime).SequenceEqual(samples.Select(static sample => sample / 32768f));
        });

    public static TheoryData<string, byte[], AudioFailureKind, string> BadFiles()
    {
        var whole = Small.ToBytes();
        return new()
        {
            { "header cut in 'fmt '", whole[..30], AudioFailureKind.Damaged, "at byte 30: found the end of the file, expected a 'fmt ' chunk of 16 bytes" },
            { "no data chunk", whole[..36], AudioFailureKind.Damaged, "at byte 36: found the end of the file, expected a 'data' chunk" },
            { "sound cut", whole[..^3], AudioFailureKind.Damaged, "at byte 49: found the end of the file, expected 8 bytes of sound from byte 44 on" },
            { "lies to be longer", (Small with { DataBytes = 4_000_000 }).ToBytes(), AudioFailureKind.Damaged, "at byte 52: found the end of the file, expected 4000000 bytes" },
            { "lies to be shorter", (Small with { DataBytes = 2, Data = [.. Enumerable.Repeat((byte)200, 40)] }).ToBytes(), AudioFailureKind.Damaged, "at byte 46: found 38 bytes that are no chunk" },
            { "half a frame", (Small with { Channels = 2, Data = new byte[6] }).ToBytes(), AudioFailureKind.Damaged, "at byte 40: found 6 bytes of sound, expected a multiple of the 4 bytes of a frame" },
            { "0 Hz", (Small with { SampleRate = 0 }).ToBytes(), AudioFailureKind.BeyondLimits, "found a sample rate of 0 Hz, expected 4000 to 192000 Hz" },
            { "4 GHz", (Small with { SampleRate = 4_000_000_000 }).ToBytes(), AudioFailureKind.BeyondLimits, "sample rate" },
            { "200 channels", (Small with { Channels = 200, Data = new byte[400] }).ToBytes(), AudioFailureKind.BeyondLimits, "found 200 channels, expected 1 to 2" },
            { "no channels", (Small with { Channels = 0, Data = [] }).ToBytes(), AudioFailureKind.BeyondLimits, "found 0 channels" },
            { "frame size wrong", (Small with { FrameBytes = 3 }).ToBytes(), AudioFailureKind.Damaged, "at byte 12: found 3 bytes a frame, expected 2 for 1 channels of 16-bit PCM" },
            { "PCM of 12 bits", (Small with { Bits = 12 }).ToBytes(), AudioFailureKind.NotAudio, "found encoding 1 of 12 bits" },
            { "chunk out of the file", (Small with { Before = [.. "LIST"u8, 255, 255, 255, 127] }).ToBytes(), AudioFailureKind.Damaged, "at byte 36: found a chunk 'LIST' of 2147483647 bytes" },
        };
    }

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void Open_BadFile_SaysWhatAndWhere(string note, byte[] bytes, AudioFailureKind kind, string message)
    {
        var opening = WavReader.Open(new MemoryStream(bytes), AudioLimits.Default);

        opening.Source.Should().BeNull(note);
        opening.Failure!.Kind.Should().Be(kind, note);
        opening.Failure.Message.Should().Contain(message, note);
    }

    [Fact]
    public void ReadFrames_AnyDamage_EndsWithSoundOrAReason()
    {
        var whole = (Small with { IsExtensible = true, Before = WavFile.Chunk("LIST", new byte[5]), After = WavFile.Chunk("id3 ", new byte[9]) }).ToBytes();
        Gen.Select(Gen.Int[0, whole.Length], Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[0, 4], Gen.Bool).Sample((length, damages, canSeek) =>
        {
            byte[] bytes = [.. whole];
            foreach (var (place, value) in damages)
                bytes[place] = value;
            using Stream stream = canSeek ? new MemoryStream(bytes[..length]) : new PipeStream(bytes[..length]);
            var opening = WavReader.Open(stream, AudioLimits.Default);
            if (opening.Source is not { } source)
                return opening.Failure!.Message.Length > 0;
            var samples = Sounds.ReadAll(source, 3);
            return samples.Length <= bytes.Length && samples.All(float.IsFinite);
        }, iter: 5_000);
    }

    [Fact]
    public void Open_TenHours_IsRefusedByTheHeaderAlone()
    {
        const uint tenHours = 8_000 * 2 * 36_000;
        using var folder = new TemporaryFolder();
        var path = folder.File("long.wav", (Small with { DataBytes = tenHours, Data = [] }).ToBytes());
        using (var file = new FileStream(path, FileMode.Open))
            file.SetLength(file.Length + tenHours);

        var opening = WavReader.Open(File.OpenRead(path), AudioLimits.Default);

        opening.Failure!.Message.Should().Be("found 10 hours of sound, expected at most 8 hours");
    }

    [Fact]
    public void Open_CompressedEncoding_AsksForTheOtherDecoder() =>
        WavReader.Open(new MemoryStream((Small with { Tag = 0x31, Bits = 0, FrameBytes = 65 }).ToBytes()), AudioLimits.Default)
            .NeedsOtherDecoder.Should().BeTrue();

    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    public void Open_RecorderThatNeverWroteTheLength_ReadsToTheEnd(uint dataBytes)
    {
        var (source, _) = Open(Small with { DataBytes = dataBytes });

        Sounds.ReadAll(source!).Should().HaveCount(4);
        source!.Failure.Should().BeNull();
    }

    [Fact]
    public void Open_Rf64_TakesTheWideLength()
    {
        var bytes = (Small with { DataBytes = uint.MaxValue }).ToBytes();
        byte[] wide = WavFile.Chunk("ds64", [.. BitConverter.GetBytes(100L), .. BitConverter.GetBytes(8L), .. BitConverter.GetBytes(4L), 0, 0, 0, 0]);
        byte[] rf64 = [.. "RF64"u8, .. bytes[4..12], .. wide, .. bytes[12..]];

        var opening = WavReader.Open(new MemoryStream(rf64), AudioLimits.Default);

        opening.Failure.Should().BeNull();
        opening.Source!.Format.Frames.Should().Be(4);
    }

    [Fact]
    public void ReadFrames_ChunkAfterTheSound_IsNotSound()
    {
        var (source, _) = Open(Small with { After = WavFile.Chunk("LIST", new byte[20]) });

        Sounds.ReadAll(source!).Should().HaveCount(4);
    }

    private static (IAudioSource? Source, AudioFailure? Failure) Open(WavFile file)
    {
        var opening = WavReader.Open(new MemoryStream(file.ToBytes()), AudioLimits.Default);
        return (opening.Source, opening.Failure);
    }

    /// <summary>What comes through a pipe: it cannot be asked how much is left.</summary>
    private sealed class PipeStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
