using Qa.Transcription.Audio;

namespace Qa.Transcription.Tests.Audio;

/// <summary>Sounds that tests make, and the reading of whole recordings.</summary>
internal static class Sounds
{
    public static float[] Sine(double hertz, int sampleRate, double seconds, double amplitude = 0.5) =>
        [.. Enumerable.Range(0, (int)(sampleRate * seconds)).Select(index => (float)(amplitude * Math.Sin(2 * Math.PI * hertz * index / sampleRate)))];

    /// <summary>All samples, channels interleaved, read a few frames at a time.</summary>
    public static float[] ReadAll(IAudioSource source, int framesATime = 777)
    {
        var all = new List<float>();
        var block = new float[framesATime * source.Format.Channels];
        int frames;
        while ((frames = source.ReadFrames(block)) > 0)
            all.AddRange(block.AsSpan(0, frames * source.Format.Channels));
        return [.. all];
    }
}
