using System.Collections.Immutable;
using Qa.Rules.Interactions;
using Qa.Transcription.Audio;
using Qa.Transcription.Audio.Sampling;
using Qa.Transcription.Speech;

namespace Qa.Transcription.Recordings;

/// <summary>What became of one recording. What is measured from its sound stands here also while its text is waited for.</summary>
/// <param name="Reason">Why it is not transcribed, and what helps; null when it is.</param>
/// <param name="Sound">Null where the recording cannot be read.</param>
/// <param name="Interaction">Not null just when the state is <see cref="RecordingState.Transcribed"/>.</param>
public sealed record RecordingOutcome(string File, RecordingState State, string? Reason, RecordingSound? Sound, Interaction? Interaction)
{
    /// <summary>What was said, in order, while nobody knows by whom; empty but in <see cref="RecordingState.NeedsSpeakers"/>.</summary>
    public ImmutableArray<HeardText> Heard { get; init; } = [];
}

/// <summary>What the sound of a recording tells.</summary>
/// <param name="Roles">The role of each segment of <see cref="Speech.Conversation.Speech"/>; null where it is not known.</param>
/// <param name="Peaks">The wave form of each channel.</param>
public sealed record RecordingSound(
    AudioFormat Format,
    double DurationSeconds,
    Conversation Conversation,
    ImmutableArray<Role?> Roles,
    ImmutableArray<WavePeaks> Peaks);
