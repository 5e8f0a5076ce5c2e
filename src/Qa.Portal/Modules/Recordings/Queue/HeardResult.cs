namespace Qa.Portal.Modules.Recordings.Queue;

/// <summary>What hearing a recording gave, as it is stored.</summary>
/// <param name="WaitsForModel">Whether its text can be written as soon as there is a model.</param>
/// <param name="Outcome">The line of JSON that says it all.</param>
/// <param name="Interaction">Null where there is none yet.</param>
internal sealed record HeardResult(string State, string? Reason, bool WaitsForModel, byte[] Outcome, byte[]? Peaks, byte[]? Interaction);
