namespace Qa.Transcription.Recognition;

/// <summary>A stretch of one channel in which somebody speaks, cut out for an engine.</summary>
/// <param name="StartSeconds">Where in the recording it begins.</param>
/// <param name="Samples">At <see cref="SampleRate"/>, full scale ±1; at most <see cref="LongestSeconds"/> of them.</param>
public sealed record SpeechChunk(int Channel, double StartSeconds, float[] Samples)
{
    /// <summary>Samples a second of all chunks.</summary>
    public const int SampleRate = 16_000;

    /// <summary>Longest chunk: what Whisper hears at once is 30 s, and its end needs some quiet.</summary>
    public const double LongestSeconds = 28;
}
