namespace Qa.Transcription.Speech;

/// <summary>What was measured in each frame of 32 ms, a few bytes a frame, from which everything else is concluded.</summary>
/// <param name="Probability">For each channel and frame, how probable speech is, 0..1.</param>
/// <param name="Power">For each channel and frame, the mean square of its samples.</param>
/// <param name="RaisedPower">
/// The same with the highs raised (each sample less most of the one before), for telling speech from noise: the noise of offices
/// and lines is deep and sways, and so raised it is even.
/// </param>
/// <param name="Likeness">
/// For each frame of a recording of two channels, how much both hold the same sound, 0..1: the greatest correlation at any
/// delay that a leak or an echo has. Empty for one channel.
/// </param>
internal sealed record SoundFrames(
    IReadOnlyList<IReadOnlyList<float>> Probability,
    IReadOnlyList<IReadOnlyList<float>> Power,
    IReadOnlyList<IReadOnlyList<float>> RaisedPower,
    IReadOnlyList<float> Likeness,
    double DurationSeconds)
{
    public const double FrameSeconds = VoiceModel.FrameMilliseconds / 1_000.0;

    public int Channels => Probability.Count;
}
