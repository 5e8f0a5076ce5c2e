using Qa.Grains.Inspection.Leases;

namespace Qa.Portal.Modules.NormSets.History;

/// <summary>Where a version is in use.</summary>
/// <param name="FirstHeldAt">When a task first held it; null before.</param>
/// <param name="Processes">Those that are alive.</param>
/// <param name="OlderTasks">Tasks that run and hold an older version.</param>
public sealed record VersionUseSight(string RuleSet, long Version, DateTimeOffset? FirstHeldAt, IReadOnlyList<VersionUse> Processes, IReadOnlyList<HeldVersion> OlderTasks);
