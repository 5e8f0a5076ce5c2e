namespace Qa.Transcription.Audio;

/// <summary>What opening a recording gave: its sound, or why there is none.</summary>
public sealed record AudioOpening(IAudioSource? Source, AudioFailure? Failure)
{
    internal static AudioOpening Of(IAudioSource source) => new(source, null);

    internal static AudioOpening Of(AudioFailure failure) => new(null, failure);
}
