namespace Qa.Rules.Scoring;

/// <summary>The totals of a scorecard, without its evidence.</summary>
public readonly record struct QuickScore(decimal Score, bool Vetoed, bool Passed, bool NeedsReview, int Fatal, int Nonfatal);
