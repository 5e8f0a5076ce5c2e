using Qa.Rules.Interactions;
using Qa.Transcription.Speech;

namespace Qa.Transcription.Recordings;

/// <summary>Who speaks in a stretch of a recording, as a person who listened has said.</summary>
/// <param name="Time">0 &lt;= start &lt; end; a stretch that ends before it begins says nothing.</param>
public readonly record struct AssignedSpeaker(Stretch Time, Role Role);
