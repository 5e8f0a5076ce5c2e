using Qa.Transcription.Transcripts;

namespace Qa.Transcription.Recognition;

/// <summary>An engine that writes down what is said. It hears only stretches in which somebody speaks, so it cannot invent words for silence.</summary>
public interface ISpeechRecognizer : IDisposable
{
    /// <summary>What people call it.</summary>
    string Name { get; }

    /// <summary>Writes down what is said in some chunks. Their channels are the segments' speakers. Several threads may ask at once.</summary>
    /// <param name="chunks">Gone through once, and taken as they are needed: all of a long call would be more than fits.</param>
    IReadOnlyList<TranscriptSegment> Recognize(IEnumerable<SpeechChunk> chunks, CancellationToken cancellation);
}
