using Qa.Grains.Inspection.Intake;

namespace Qa.Portal.Modules.Recordings.Queue;

/// <summary>What became of a recording that was sent in.</summary>
/// <param name="Stored">The recording, or with <see cref="IntakeOutcome.Conflict"/> the other one that has its id.</param>
internal sealed record RecordingAnswer(IntakeOutcome Outcome, RecordingRow Stored);
