namespace Qa.Grains.Publication.Versions;

/// <summary>The scorecard of an interaction that was scored to see what comes out, and not kept.</summary>
/// <param name="Json">As <c>ScorecardJson</c> writes it.</param>
[GenerateSerializer, Alias("qa.TrialScorecard")]
public sealed record TrialScorecard([property: Id(0)] string Json);
