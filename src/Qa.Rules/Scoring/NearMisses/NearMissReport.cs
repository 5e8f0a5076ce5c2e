using System.Collections.Immutable;

namespace Qa.Rules.Scoring.NearMisses;

/// <summary>What a norm came to on an interaction, and what nearly made it come to something else.</summary>
/// <param name="Misses">In order of conditions, then of places; of conditions that hold there are none.</param>
public sealed record NearMissReport(Outcome Outcome, ImmutableArray<NearMiss> Misses);
