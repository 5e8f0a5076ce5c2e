namespace Qa.Rules.Interactions;

/// <summary>One utterance or message of an interaction.</summary>
/// <param name="Role">Who spoke.</param>
/// <param name="Text">What was said, as transcribed or typed; well-formed UTF-16.</param>
/// <param name="StartMilliseconds">Start, in milliseconds from the interaction's start; null when not known.</param>
/// <param name="EndMilliseconds">End, in milliseconds from the interaction's start; null when not known.</param>
/// <param name="Confidence">Confidence of the transcription, 0..1; 1 where none was given.</param>
/// <param name="LoudnessMillibels">Loudness in hundredths of a dBFS; null when not measured.</param>
public sealed record Turn(
    Role Role,
    string Text,
    long? StartMilliseconds = null,
    long? EndMilliseconds = null,
    decimal Confidence = 1m,
    long? LoudnessMillibels = null);
