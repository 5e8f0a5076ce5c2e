using System.Buffers.Binary;

namespace Qa.Transcription.Audio.Wav;

/// <summary>Samples as WAV files hold them, made into floats of full scale ±1. Not a number becomes silence.</summary>
internal static class SampleDecoding
{
    private static readonly float[] ALaw = [.. Enumerable.Range(0, 256).Select(static code => FromALaw((byte)code) / 32768f)];
    private static readonly float[] MuLaw = [.. Enumerable.Range(0, 256).Select(static code => FromMuLaw((byte)code) / 32768f)];

    public static int BytesOf(SampleEncoding encoding) => encoding switch
    {
        SampleEncoding.Pcm8 or SampleEncoding.ALaw or SampleEncoding.MuLaw => 1,
        SampleEncoding.Pcm16 => 2,
        SampleEncoding.Pcm24 => 3,
        SampleEncoding.Float64 => 8,
        _ => 4,
    };

    public static string NameOf(SampleEncoding encoding) => encoding switch
    {
        SampleEncoding.Pcm8 => "8-bit PCM",
        SampleEncoding.Pcm16 => "16-bit PCM",
        SampleEncoding.Pcm24 => "24-bit PCM",
        SampleEncoding.Pcm32 => "32-bit PCM",
        SampleEncoding.Float32 => "32-bit float",
        SampleEncoding.Float64 => "64-bit float",
        SampleEncoding.ALaw => "A-law",
        _ => "µ-law",
    };

    /// <summary>Decodes as many samples as <paramref name="samples"/> has room for; <paramref name="bytes"/> holds just these.</summary>
    public static void Decode(SampleEncoding encoding, ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        for (var index = 0; index < samples.Length; index++)
        {
            samples[index] = encoding switch
            {
                SampleEncoding.Pcm8 => (bytes[index] - 128) / 128f,
                SampleEncoding.Pcm16 => BinaryPrimitives.ReadInt16LittleEndian(bytes[(index * 2)..]) / 32768f,
                SampleEncoding.Pcm24 => (bytes[index * 3] | bytes[index * 3 + 1] << 8 | (sbyte)bytes[index * 3 + 2] << 16) / 8388608f,
                SampleEncoding.Pcm32 => BinaryPrimitives.ReadInt32LittleEndian(bytes[(index * 4)..]) / 2147483648f,
                SampleEncoding.Float32 => Finite(BinaryPrimitives.ReadSingleLittleEndian(bytes[(index * 4)..])),
                SampleEncoding.Float64 => Finite((float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(index * 8)..])),
                SampleEncoding.ALaw => ALaw[bytes[index]],
                _ => MuLaw[bytes[index]],
            };
        }
    }

    // Float files may go beyond full scale; what is far beyond it is damage, and would drown every measure.
    private static float Finite(float sample) => float.IsFinite(sample) ? Math.Clamp(sample, -4f, 4f) : 0f;

    /// <summary>G.711 A-law to 16 bits: even bits inverted; sign, three bits of segment, four of step; the value is the middle of its step.</summary>
    private static int FromALaw(byte code)
    {
        var bits = code ^ 0x55;
        var segment = bits >> 4 & 7;
        var step = (bits & 15) << 4;
        var magnitude = segment == 0 ? step + 8 : step + 0x108 << segment - 1;
        return (bits & 0x80) != 0 ? magnitude : -magnitude;
    }

    /// <summary>G.711 µ-law to 16 bits: all bits inverted; sign, three bits of segment, four of step, with a bias of 132.</summary>
    private static int FromMuLaw(byte code)
    {
        const int bias = 0x84;
        var bits = ~code;
        var magnitude = ((bits & 15) << 3) + bias << (bits >> 4 & 7);
        return (bits & 0x80) != 0 ? bias - magnitude : magnitude - bias;
    }
}
