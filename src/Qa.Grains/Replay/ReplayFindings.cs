namespace Qa.Grains.Replay;

/// <summary>What a replay found so far.</summary>
/// <param name="Done">Scorecards or interactions gone through.</param>
internal sealed record ReplayFindings(long Done, SamenessReport? Sameness, ImpactReport? Impact);
