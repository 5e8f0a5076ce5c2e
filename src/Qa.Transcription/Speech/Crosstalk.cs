namespace Qa.Transcription.Speech;

/// <summary>
/// Tells where a channel holds not its own speaker but the other one's voice, leaked from a headset or thrown back by the
/// line. The voice model rightly hears speech there; counted, it would make an overlap of every turn. A leak is like the other
/// channel, and quieter; or it is far quieter than both the other channel and its own speaker.
/// </summary>
internal static class Crosstalk
{
    // Measured on calls with leaks of -15 to -30 dB, with and without delay and filtering: leaks 0.40 to 1.00, two real
    // speakers at once 0.06 to 0.35.
    private const double LikeEnough = 0.42;
    private const double FaintlyLike = 0.25;

    // Ratios of power: 6 dB and 12 dB.
    private const double Quieter = 4;
    private const double FarQuieter = 16;

    // An echo comes later than what it is of, by up to a quarter of a second.
    private const int EchoFrames = 8;
    private const int NearFrames = 3;

    private const float Speaks = 0.5f;

    /// <summary>For each frame of <paramref name="channel"/>, whether what is heard there is the other channel's speaker.</summary>
    public static bool[] Find(SoundFrames frames, int channel)
    {
        var count = frames.Probability[channel].Count;
        var leaks = new bool[count];
        if (frames.Channels != 2)
            return leaks;
        var (own, other) = (frames.Power[channel], frames.Power[1 - channel]);
        var usual = UsualPower(frames, channel);
        for (var index = 0; index < count; index++)
        {
            if (frames.Likeness[index] < FaintlyLike)
                continue;
            var here = Greatest(own, index - NearFrames, index + NearFrames);
            var there = Greatest(other, index - EchoFrames, index + NearFrames);
            leaks[index] = frames.Likeness[index] >= LikeEnough && here * Quieter <= there
                || here * FarQuieter <= there && here * FarQuieter <= usual;
        }

        return leaks;
    }

    /// <summary>The median power of the channel's own speech, taken where the other is quiet; 0 where there is none.</summary>
    private static double UsualPower(SoundFrames frames, int channel)
    {
        var alone = new List<float>();
        for (var index = 0; index < frames.Probability[channel].Count; index++)
        {
            if (frames.Probability[channel][index] >= Speaks && frames.Probability[1 - channel][index] < Speaks)
                alone.Add(frames.Power[channel][index]);
        }

        alone.Sort();
        return alone.Count == 0 ? 0 : alone[alone.Count / 2];
    }

    private static double Greatest(IReadOnlyList<float> power, int from, int to)
    {
        var greatest = 0f;
        for (var index = Math.Max(0, from); index <= Math.Min(to, power.Count - 1); index++)
            greatest = Math.Max(greatest, power[index]);
        return greatest;
    }
}
