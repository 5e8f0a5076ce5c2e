using System.Buffers.Binary;

namespace Qa.Transcription.Audio.Wav;

/// <summary>The sound of a WAV file, decoded as it is read, so that a recording of hours takes the memory of a second.</summary>
internal sealed class WavReader : IAudioSource
{
    private const int BlockBytes = 64 * 1024;

    private readonly Stream _stream;
    private readonly WavHeader _header;
    private readonly long _mostFrames;
    private readonly AudioLimits _limits;
    private readonly byte[] _block;
    private long _framesRead;

    private WavReader(Stream stream, WavHeader header, AudioFormat format, AudioLimits limits)
    {
        (_stream, _header, Format, _limits) = (stream, header, format, limits);
        _mostFrames = limits.FramesAtMost(format);
        _block = new byte[BlockBytes / header.FrameBytes * header.FrameBytes];
    }

    public AudioFormat Format { get; }

    public AudioFailure? Failure { get; private set; }

    public static bool IsWav(ReadOnlySpan<byte> start) =>
        start.Length >= 4 && (start[..4].SequenceEqual("RIFF"u8) || start[..4].SequenceEqual("RF64"u8))
        && (start.Length < 12 || start[8..12].SequenceEqual("WAVE"u8));

    /// <summary>Reads the header; on success the stream belongs to the reader, else it is closed.</summary>
    public static WavOpening Open(Stream stream, AudioLimits limits)
    {
        var (header, failure) = WavHeader.Read(stream);
        if (header is not null && failure is null)
        {
            var frames = header.FrameBytes == 0 ? null : FramesOf(stream, header);
            var format = new AudioFormat(header.SampleRate, header.Channels, SampleDecoding.NameOf(header.Encoding), frames);
            failure = limits.Check(format) ?? CheckData(stream, header);
            if (failure is null)
                return new(new WavReader(stream, header, format, limits), null, NeedsOtherDecoder: false);
        }

        stream.Dispose();
        return new(null, failure, header?.NeedsOtherDecoder ?? false);
    }

    public int ReadFrames(Span<float> samples)
    {
        var wanted = Math.Min(samples.Length / Format.Channels, _block.Length / _header.FrameBytes);
        ArgumentOutOfRangeException.ThrowIfZero(wanted);
        if (Failure is not null)
            return 0;
        if (_header.DataBytes is { } dataBytes)
            wanted = (int)Math.Min(wanted, dataBytes / _header.FrameBytes - _framesRead);
        if (wanted == 0)
            return 0;
        if (_framesRead >= _mostFrames)
            return Fail(_limits.TooLong(Format));
        var bytes = _block.AsSpan(0, wanted * _header.FrameBytes);
        var read = _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var place = _header.DataStart + _framesRead * _header.FrameBytes + read;
        if (read < bytes.Length && _header.DataBytes is { } promised)
            return Fail(new(AudioFailureKind.Damaged, "the end of the file", $"{promised} bytes of sound", place));
        var frames = read / _header.FrameBytes;
        _framesRead += frames;
        SampleDecoding.Decode(_header.Encoding, bytes[..(frames * _header.FrameBytes)], samples[..(frames * Format.Channels)]);
        return frames;
    }

    public void Dispose() => _stream.Dispose();

    private int Fail(AudioFailure failure)
    {
        Failure = failure;
        return 0;
    }

    private static long? FramesOf(Stream stream, WavHeader header) =>
        header.DataBytes is { } bytes ? bytes / header.FrameBytes
        : stream.CanSeek ? (stream.Length - header.DataStart) / header.FrameBytes
        : null;

    /// <summary>Whether the file holds the sound that its header promises, no less and no more: a call that lost its end must not be scored as whole.</summary>
    private static AudioFailure? CheckData(Stream stream, WavHeader header)
    {
        if (!stream.CanSeek || header.DataBytes is not { } bytes)
            return null;
        if (bytes % header.FrameBytes != 0)
            return new(AudioFailureKind.Damaged, $"{bytes} bytes of sound", $"a multiple of the {header.FrameBytes} bytes of a frame", header.DataStart - 4);
        var end = header.DataStart + bytes;
        if (end > stream.Length)
            return new(AudioFailureKind.Damaged, "the end of the file", $"{bytes} bytes of sound from byte {header.DataStart} on", stream.Length);
        return CheckAfter(stream, end + (bytes & 1), header);
    }

    private static AudioFailure? CheckAfter(Stream stream, long place, WavHeader header)
    {
        const int chunkHeaderBytes = 8;
        Span<byte> chunk = stackalloc byte[chunkHeaderBytes];
        var left = stream.Length - place;
        if (left < chunkHeaderBytes)
            return null;
        stream.Position = place;
        stream.ReadExactly(chunk);
        stream.Position = header.DataStart;
        var isChunk = !chunk[..4].ContainsAnyExceptInRange((byte)' ', (byte)'~')
            && BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]) <= left - chunkHeaderBytes;
        return isChunk || !chunk.ContainsAnyExcept((byte)0)
            ? null
            : new(AudioFailureKind.Damaged, $"{left} bytes that are no chunk", $"the end of the file, since the header says {header.DataBytes} bytes of sound", place);
    }
}

/// <summary>What opening a WAV file gave; <paramref name="NeedsOtherDecoder"/> when it is sound in an encoding for ffmpeg.</summary>
internal sealed record WavOpening(IAudioSource? Source, AudioFailure? Failure, bool NeedsOtherDecoder);
