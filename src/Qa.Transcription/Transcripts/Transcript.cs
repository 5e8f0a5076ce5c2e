using System.Collections.Immutable;

namespace Qa.Transcription.Transcripts;

/// <summary>转写文本: what was said in a recording, as an engine or a service heard it.</summary>
/// <param name="Form">What it was read from, in words for people: <c>SRT</c>, <c>Alibaba Cloud</c>.</param>
/// <param name="Segments">In order of their start.</param>
public sealed record Transcript(string Form, ImmutableArray<TranscriptSegment> Segments);
