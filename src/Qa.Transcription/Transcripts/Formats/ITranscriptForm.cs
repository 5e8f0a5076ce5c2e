using System.Text.Json;

namespace Qa.Transcription.Transcripts.Formats;

/// <summary>One form of JSON that transcripts come in.</summary>
internal interface ITranscriptForm
{
    string Name { get; }

    /// <summary>Whether a document is of this form, by the keys that only this form has.</summary>
    bool Fits(JsonElement root);

    /// <summary>The pieces of a document that fits. What is missing or of the wrong kind is left open, to be told by the reader.</summary>
    IEnumerable<HeardPiece> Read(JsonElement root);
}

/// <summary>A piece of a transcript as its form gives it, not yet checked. Times are in seconds.</summary>
internal readonly record struct HeardPiece(string? Text, double? Start, double? End, SpeakerLabel Speaker = default, double? Confidence = null);
