namespace Qa.Portal.Modules.Replays;

/// <summary>A group or an agent in a table of impact.</summary>
public sealed record ImpactPart(string Name, long Count, long Changed, long VetoedBefore, long VetoedAfter, double MeanBefore, double MeanAfter);
