namespace Qa.Rules.Scoring;

/// <summary>What a norm came to, without its evidence.</summary>
/// <param name="Points">As in a scorecard: 0 unless violated or rewarded, before the limits of its categories.</param>
public readonly record struct QuickNorm(Outcome Outcome, decimal Points);
