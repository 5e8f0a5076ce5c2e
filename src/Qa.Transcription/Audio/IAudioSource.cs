namespace Qa.Transcription.Audio;

/// <summary>The sound of one recording, read from its start to its end once, in whatever form it is stored.</summary>
public interface IAudioSource : IDisposable
{
    AudioFormat Format { get; }

    /// <summary>Why reading ended before the recording did; null while it goes on, and when it ended well.</summary>
    AudioFailure? Failure { get; }

    /// <summary>Reads whole frames, channels interleaved, full scale ±1.</summary>
    /// <param name="samples">Room for one frame at least.</param>
    /// <returns>How many frames were read; 0 at the end, and when <see cref="Failure"/> says why not.</returns>
    int ReadFrames(Span<float> samples);
}
