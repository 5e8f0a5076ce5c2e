namespace Qa.Transcription.Audio;

/// <summary>The bounds that a recording must keep, so that no file can hold up or fill the machine.</summary>
public sealed record AudioLimits
{
    public static AudioLimits Default { get; } = new();

    /// <summary>Most channels that are taken: one, or agent and customer.</summary>
    public int MaximumChannels { get; init; } = 2;

    public int LeastSampleRate { get; init; } = 4_000;

    public int MaximumSampleRate { get; init; } = 192_000;

    /// <summary>Longest recording. No call lasts as long; what does is a recorder that was never stopped.</summary>
    public TimeSpan LongestRecording { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Largest file, in bytes.</summary>
    public long LargestFileBytes { get; init; } = 1L << 30;

    /// <summary>Longest time that the external decoder may take for one file.</summary>
    public TimeSpan LongestDecoding { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Checks what a file says of itself; null when it keeps the bounds.</summary>
    internal AudioFailure? Check(AudioFormat format)
    {
        if (format.Channels < 1 || format.Channels > MaximumChannels)
            return Beyond($"{format.Channels} channels", $"1 to {MaximumChannels}");
        if (format.SampleRate < LeastSampleRate || format.SampleRate > MaximumSampleRate)
            return Beyond($"a sample rate of {format.SampleRate} Hz", $"{LeastSampleRate} to {MaximumSampleRate} Hz");
        return format.Frames > FramesAtMost(format) ? TooLong(format) : null;
    }

    internal long FramesAtMost(AudioFormat format) => (long)(LongestRecording.TotalSeconds * format.SampleRate);

    internal AudioFailure TooLong(AudioFormat format) => Beyond(
        format.Frames is { } frames ? FormattableString.Invariant($"{frames / 3600.0 / format.SampleRate:0.##} hours of sound") : "more sound",
        FormattableString.Invariant($"at most {LongestRecording.TotalHours:0.##} hours"));

    private static AudioFailure Beyond(string found, string expected) => new(AudioFailureKind.BeyondLimits, found, expected);
}
