namespace Qa.Portal.Modules.Recordings.Queue;

/// <summary>A recording that one worker holds for a while.</summary>
/// <param name="Owner">Names this claim alone; whoever completes must still be it.</param>
/// <param name="Transcript">Null to have the engine write it.</param>
/// <param name="Interaction">What was heard, where that has been stored and only remains to be sent on.</param>
internal sealed record ClaimedRecording(RecordingRow Row, string Owner, byte[]? Transcript, byte[]? Interaction);
