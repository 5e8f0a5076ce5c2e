namespace Qa.Transcription.Speech;

/// <summary>A stretch of a recording, from <paramref name="Start"/> up to <paramref name="End"/>, in seconds from its beginning.</summary>
public readonly record struct Stretch(double Start, double End)
{
    public double Seconds => End - Start;

    /// <summary>How much both have in common, in seconds; not positive when they have nothing.</summary>
    public double Shared(Stretch other) => Math.Min(End, other.End) - Math.Max(Start, other.Start);
}
