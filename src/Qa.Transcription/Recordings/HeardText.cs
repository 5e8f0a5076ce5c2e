using Qa.Transcription.Speech;

namespace Qa.Transcription.Recordings;

/// <summary>What was said in a stretch of a recording while nobody knows by whom: what a person reads who assigns the speakers.</summary>
/// <param name="Speaker">What tells its speaker from the others, where the transcript or the engine told them apart.</param>
public sealed record HeardText(Stretch Time, string Text, string? Speaker);
