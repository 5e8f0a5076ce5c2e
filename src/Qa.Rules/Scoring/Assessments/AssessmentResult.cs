using System.Collections.Immutable;

namespace Qa.Rules.Scoring;

/// <summary>An assessed scorecard, or all that is wrong with the decisions.</summary>
public sealed record AssessmentResult(AssessedScorecard? Scorecard, ImmutableArray<DecisionError> Errors);
