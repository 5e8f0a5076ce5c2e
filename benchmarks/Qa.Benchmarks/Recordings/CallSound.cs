using System.Buffers.Binary;

namespace Qa.Benchmarks.Recordings;

/// <summary>A made call of two channels: voices of harmonics whose pitch and loudness move as in speech, by turns, sometimes both at once.</summary>
internal static class CallSound
{
    private const int Channels = 2;
    private const double TurnSeconds = 4;

    public static void Save(string path, int rate, int seconds)
    {
        var data = new byte[seconds * rate * Channels * 2];
        for (var frame = 0; frame < seconds * rate; frame++)
        {
            for (var channel = 0; channel < Channels; channel++)
            {
                var sample = Voice((double)frame / rate, channel);
                BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan((frame * Channels + channel) * 2), (short)(sample * 20_000));
            }
        }

        using var file = new BinaryWriter(File.Create(path));
        file.Write("RIFF"u8);
        file.Write(36 + data.Length);
        file.Write("WAVEfmt "u8);
        file.Write(16);
        file.Write((short)1);
        file.Write((short)Channels);
        file.Write(rate);
        file.Write(rate * Channels * 2);
        file.Write((short)(Channels * 2));
        file.Write((short)16);
        file.Write("data"u8);
        file.Write(data.Length);
        file.Write(data);
    }

    private static double Voice(double time, int channel)
    {
        var turn = (int)(time / TurnSeconds);
        var speaks = turn % 2 == channel || turn % 5 == 0;
        if (!speaks)
            return 0;
        var pitch = (channel == 0 ? 210 : 120) * (1 + 0.1 * Math.Sin(2 * Math.PI * 0.7 * time));
        var syllable = Math.Max(0, Math.Sin(2 * Math.PI * 4 * time));
        var sound = 0.0;
        for (var harmonic = 1; harmonic <= 12; harmonic++)
            sound += Math.Sin(2 * Math.PI * harmonic * pitch * time) / harmonic;
        return 0.3 * syllable * sound;
    }
}
