namespace Qa.Transcription.Transcripts;

/// <summary>What reading a transcript gave: the transcript, or what is wrong with it.</summary>
public sealed record TranscriptReading(Transcript? Transcript, TranscriptFailure? Failure);

/// <summary>Why a transcript cannot be used: where, what was found, what was expected.</summary>
/// <param name="Place">As in <c>segment 3</c> or <c>line 12</c>; empty for the whole.</param>
public sealed record TranscriptFailure(string Place, string Found, string Expected)
{
    public string Message => $"{(Place.Length == 0 ? "" : $"{Place}: ")}found {Found}, expected {Expected}";
}
