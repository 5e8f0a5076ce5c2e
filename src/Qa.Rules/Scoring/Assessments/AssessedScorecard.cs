using System.Collections.Immutable;

namespace Qa.Rules.Scoring;

/// <summary>A machine's scorecard with what people decided on it; the machine's own stays beside it, untouched.</summary>
/// <param name="Assessed">The scorecard after the decisions.</param>
/// <param name="Decisions">As they were given, in order; of several on one norm the last counts.</param>
public sealed record AssessedScorecard(Scorecard Machine, Scorecard Assessed, ImmutableArray<Decision> Decisions);
