using Qa.Transcription.Speech;

namespace Qa.Transcription.Transcripts;

/// <summary>A piece of a transcript, as it was heard at once.</summary>
/// <param name="Time">When it was said, as far as the transcript knows; the sound knows better.</param>
/// <param name="Text">In simplified Chinese where it is Chinese; never empty.</param>
/// <param name="Speaker">Who said it, as far as the transcript tells.</param>
/// <param name="Confidence">How sure the engine was, 0..1; null where it did not say.</param>
public sealed record TranscriptSegment(Stretch Time, string Text, SpeakerLabel Speaker, double? Confidence);
