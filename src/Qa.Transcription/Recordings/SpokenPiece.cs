using Qa.Rules.Interactions;
using Qa.Transcription.Transcripts;

namespace Qa.Transcription.Recordings;

/// <summary>A piece of a transcript of which it is known who said it, and on which channel it is heard.</summary>
internal sealed record SpokenPiece(TranscriptSegment Segment, Role Role, int Channel);
