namespace Qa.Grains.Replay;

/// <summary>What is computed again: stored scorecards with their own versions, or a period with another version.</summary>
/// <param name="RuleSet">Only of this set; needed with <paramref name="Version"/>.</param>
/// <param name="Interaction">Only of this interaction.</param>
/// <param name="Task">Only of this task; not with <paramref name="Version"/>.</param>
/// <param name="From">Only of interactions that began at this time or later.</param>
/// <param name="To">Only of interactions that began before this time.</param>
/// <param name="Version">The other version: then the impact of it is told. Null to compute the same again.</param>
/// <param name="Baseline">With <paramref name="Version"/>: what it is compared with, on every interaction that fits; null for what each was scored by last.</param>
[GenerateSerializer, Alias("qa.ReplayRequest")]
public sealed record ReplayRequest(
    [property: Id(0)] string? RuleSet = null,
    [property: Id(1)] string? Interaction = null,
    [property: Id(2)] long? Task = null,
    [property: Id(3)] DateTimeOffset? From = null,
    [property: Id(4)] DateTimeOffset? To = null,
    [property: Id(5)] long? Version = null,
    [property: Id(6)] long? Baseline = null);
