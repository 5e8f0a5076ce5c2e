using System.Buffers.Binary;
using System.Text;

namespace Qa.Transcription.Tests.Audio;

/// <summary>Builds WAV files byte by byte, right ones and wrong ones.</summary>
internal sealed record WavFile
{
    public ushort Tag { get; init; } = 1;

    public ushort Channels { get; init; } = 1;

    public uint SampleRate { get; init; } = 8_000;

    public ushort Bits { get; init; } = 16;

    public ushort? FrameBytes { get; init; }

    public bool IsExtensible { get; init; }

    public byte[] Data { get; init; } = [];

    /// <summary>What the header says instead of the truth.</summary>
    public uint? DataBytes { get; init; }

    public byte[] Before { get; init; } = [];

    public byte[] After { get; init; } = [];

    /// <summary>Sixteen-bit sound, channels interleaved.</summary>
    public static WavFile Of(uint sampleRate, ushort channels, IReadOnlyList<float> samples)
    {
        var data = new byte[samples.Count * 2];
        for (var index = 0; index < samples.Count; index++)
            BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(index * 2), (short)Math.Clamp(MathF.Round(samples[index] * 32767f), -32768, 32767));
        return new() { SampleRate = sampleRate, Channels = channels, Data = data };
    }

    public static byte[] Chunk(string name, byte[] content) =>
        [.. Encoding.ASCII.GetBytes(name), .. Little((uint)content.Length), .. content, .. new byte[content.Length & 1]];

    public byte[] ToBytes()
    {
        var frameBytes = FrameBytes ?? (ushort)(Channels * Bits / 8);
        byte[] format =
        [
            .. Little(IsExtensible ? (ushort)0xFFFE : Tag), .. Little(Channels), .. Little(SampleRate),
            .. Little(SampleRate * frameBytes), .. Little(frameBytes), .. Little(Bits),
        ];
        if (IsExtensible)
            format = [.. format, .. Little((ushort)22), .. Little(Bits), .. Little(0u), .. Little(Tag), .. Convert.FromHexString("000000001000800000AA00389B71")];
        byte[] body =
        [
            .. "WAVE"u8, .. Chunk("fmt ", format), .. Before,
            .. "data"u8, .. Little(DataBytes ?? (uint)Data.Length), .. Data, .. new byte[Data.Length & 1], .. After,
        ];
        return [.. "RIFF"u8, .. Little((uint)body.Length), .. body];
    }

    private static byte[] Little(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Little(ushort value) => Little((uint)value)[..2];
}
