namespace Qa.Transcription.Speech;

/// <summary>响度: how loud a stretch of a channel is, in dBFS, from the mean square of its samples.</summary>
internal static class Loudness
{
    /// <summary>What silence is said to have: less than the last bit of a 16-bit recording.</summary>
    public const double Silence = -100;

    public static double Of(SoundFrames frames, int channel, FrameRun run)
    {
        var sum = 0.0;
        for (var index = run.Start; index < run.End; index++)
            sum += frames.Power[channel][index];
        return FromPower(sum / Math.Max(1, run.End - run.Start));
    }

    /// <summary>The loudness of any stretch, to whole frames.</summary>
    public static double Of(SoundFrames frames, int channel, Stretch time)
    {
        var count = frames.Power[channel].Count;
        var start = Math.Clamp((int)Math.Floor(time.Start / SoundFrames.FrameSeconds), 0, count);
        var end = Math.Clamp((int)Math.Ceiling(time.End / SoundFrames.FrameSeconds), start, count);
        return Of(frames, channel, new FrameRun(start, end));
    }

    public static double FromPower(double power) => power <= 0 ? Silence : Math.Max(Silence, 10 * Math.Log10(power));
}
