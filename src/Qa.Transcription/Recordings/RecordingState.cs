namespace Qa.Transcription.Recordings;

/// <summary>How far a recording has come on its way to an interaction, and what it waits for.</summary>
public enum RecordingState : byte
{
    /// <summary>It has become an interaction and can be scored.</summary>
    Transcribed,

    /// <summary>Its sound is measured; its text waits for a model of speech recognition.</summary>
    NeedsModel,

    /// <summary>Nobody knows which speaker is the agent, until a person or a transcript with labels says so.</summary>
    NeedsSpeakers,

    /// <summary>Nobody speaks in it, so there is nothing to score.</summary>
    NoSpeech,

    /// <summary>The recording cannot be read.</summary>
    Unreadable,

    /// <summary>The sound is measured, but the transcript that came with it cannot be used.</summary>
    UnreadableTranscript,
}

/// <summary>The states as they are written.</summary>
public static class RecordingStateNames
{
    public static string Of(RecordingState state) => state switch
    {
        RecordingState.Transcribed => "transcribed",
        RecordingState.NeedsModel => "needs model",
        RecordingState.NeedsSpeakers => "needs speakers",
        RecordingState.NoSpeech => "no speech",
        RecordingState.Unreadable => "unreadable",
        RecordingState.UnreadableTranscript => "unreadable transcript",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
