using System.Buffers.Binary;

namespace Qa.Transcription.Audio.Wav;

/// <summary>
/// The chunks of a WAV file up to its sound (RIFF, and RF64 for files over 4 GB), read with the suspicion that files of many
/// recorders deserve. Afterwards the stream stands at the first sample.
/// </summary>
internal sealed class WavHeader
{
    // More chunks than any recorder writes; a file of empty chunks must not be walked for ever.
    private const int MostChunks = 1_000;
    private const int ChunkHeaderBytes = 8;
    private const int FormatBytes = 16;
    private const int ExtensibleBytes = 40;
    private const ushort Extensible = 0xFFFE;

    // What programs write that do not know the length yet, and never come back to it.
    private const uint UnknownSize = 0xFFFFFFFF;

    private readonly Stream _stream;
    private long _position;
    private long? _wideDataBytes;

    private WavHeader(Stream stream) => _stream = stream;

    public SampleEncoding Encoding { get; private set; }

    public int SampleRate { get; private set; }

    public int Channels { get; private set; }

    public int FrameBytes { get; private set; }

    /// <summary>Bytes of sound; null where the file does not say and ends when it ends.</summary>
    public long? DataBytes { get; private set; }

    /// <summary>Where the sound begins, in bytes from the start of the file.</summary>
    public long DataStart { get; private set; }

    /// <summary>Whether the file is sound, but in an encoding that is not decoded here.</summary>
    public bool NeedsOtherDecoder { get; private set; }

    /// <returns>The header, or why there is none.</returns>
    public static (WavHeader? Header, AudioFailure? Failure) Read(Stream stream)
    {
        var header = new WavHeader(stream);
        var failure = header.ReadChunks();
        return (failure is null || header.NeedsOtherDecoder ? header : null, failure);
    }

    private AudioFailure? ReadChunks()
    {
        Span<byte> riff = stackalloc byte[12];
        if (Fill(riff) < riff.Length)
            return Torn("the end of the file", "12 bytes of a RIFF header");
        var hasFormat = false;
        Span<byte> chunk = stackalloc byte[ChunkHeaderBytes];
        for (var count = 0; count < MostChunks; count++)
        {
            var start = _position;
            if (Fill(chunk) < ChunkHeaderBytes)
                return new(AudioFailureKind.Damaged, "the end of the file", hasFormat ? "a 'data' chunk" : "a 'fmt ' chunk", start);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk[..4].SequenceEqual("data"u8))
                return hasFormat ? EnterData(size) : new(AudioFailureKind.Damaged, "a 'data' chunk", "a 'fmt ' chunk before it", start);
            AudioFailure? failure;
            if (chunk[..4].SequenceEqual("fmt "u8))
            {
                failure = ReadFormat(size, start);
                hasFormat = true;
            }
            else if (chunk[..4].SequenceEqual("ds64"u8))
            {
                failure = ReadWideSizes(size, start);
            }
            else
            {
                failure = Skip(size, Name(chunk[..4]), start);
            }

            if (failure is not null)
                return failure;
        }

        return new(AudioFailureKind.Damaged, $"{MostChunks} chunks without sound", "a 'data' chunk", _position);
    }

    private AudioFailure? EnterData(uint size)
    {
        DataStart = _position;
        DataBytes = size == UnknownSize ? _wideDataBytes : size;

        // A recorder that was cut off leaves 0 and the sound after it.
        if (size == 0 && (!_stream.CanSeek || _stream.Length > _position))
            DataBytes = null;
        return null;
    }

    private AudioFailure? ReadFormat(uint size, long start)
    {
        if (size is < FormatBytes or > 1 << 16)
            return new(AudioFailureKind.Damaged, $"a 'fmt ' chunk of {size} bytes", $"{FormatBytes} to 65536", start);
        var bytes = new byte[size + (size & 1)];
        if (Fill(bytes) < size)
            return Torn("the end of the file", $"a 'fmt ' chunk of {size} bytes");
        var tag = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        Channels = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(2));
        var sampleRate = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4));
        SampleRate = (int)Math.Min(sampleRate, int.MaxValue);
        FrameBytes = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(12));
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(14));
        if (tag == Extensible)
        {
            if (size < ExtensibleBytes)
                return new(AudioFailureKind.Damaged, $"an extensible 'fmt ' chunk of {size} bytes", $"{ExtensibleBytes} or more", start);

            // The first two bytes of the sub-format's GUID are the tag that it stands for.
            tag = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(24));
        }

        return Choose(tag, bits, start);
    }

    private AudioFailure? Choose(ushort tag, ushort bits, long start)
    {
        SampleEncoding? encoding = (tag, bits) switch
        {
            (1, 8) => SampleEncoding.Pcm8,
            (1, 16) => SampleEncoding.Pcm16,
            (1, 24) => SampleEncoding.Pcm24,
            (1, 32) => SampleEncoding.Pcm32,
            (3, 32) => SampleEncoding.Float32,
            (3, 64) => SampleEncoding.Float64,
            (6, 8) => SampleEncoding.ALaw,
            (7, 8) => SampleEncoding.MuLaw,
            _ => null,
        };
        if (encoding is null)
        {
            NeedsOtherDecoder = tag is not (1 or 3 or 6 or 7);
            return new(
                AudioFailureKind.NotAudio, $"encoding {tag} of {bits} bits", "PCM of 8, 16, 24 or 32 bits, float of 32 or 64, A-law or µ-law of 8", start);
        }

        Encoding = encoding.Value;
        if (Channels == 0 || FrameBytes == Channels * SampleDecoding.BytesOf(Encoding))
            return null;
        return new(
            AudioFailureKind.Damaged, $"{FrameBytes} bytes a frame", $"{Channels * SampleDecoding.BytesOf(Encoding)} for {Channels} channels of {SampleDecoding.NameOf(Encoding)}", start);
    }

    private AudioFailure? ReadWideSizes(uint size, long start)
    {
        const int needed = 24;
        if (size is < needed or > 1 << 16)
            return new(AudioFailureKind.Damaged, $"a 'ds64' chunk of {size} bytes", $"{needed} or more", start);
        var bytes = new byte[size + (size & 1)];
        if (Fill(bytes) < size)
            return Torn("the end of the file", $"a 'ds64' chunk of {size} bytes");
        _wideDataBytes = (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(8)), long.MaxValue);
        return null;
    }

    private AudioFailure? Skip(uint size, string name, long start)
    {
        var left = (long)size + (size & 1);
        if (_stream.CanSeek)
        {
            if (_position + size > _stream.Length)
                return new(AudioFailureKind.Damaged, $"a chunk {name} of {size} bytes where {_stream.Length - _position} are left", "a chunk within the file", start);
            _position = Math.Min(_position + left, _stream.Length);
            _stream.Position = _position;
            return null;
        }

        Span<byte> scratch = stackalloc byte[4096];
        while (left > 0)
        {
            var read = Fill(scratch[..(int)Math.Min(left, scratch.Length)]);
            if (read == 0)
                return Torn("the end of the file", $"{left} more bytes of a chunk {name}");
            left -= read;
        }

        return null;
    }

    private int Fill(Span<byte> bytes)
    {
        var read = _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        _position += read;
        return read;
    }

    private AudioFailure Torn(string found, string expected) => new(AudioFailureKind.Damaged, found, expected, _position);

    private static string Name(ReadOnlySpan<byte> four) => four.ContainsAnyExceptInRange((byte)' ', (byte)'~')
        ? $"0x{Convert.ToHexString(four)}"
        : $"'{System.Text.Encoding.ASCII.GetString(four)}'";
}
