using System.Collections.Immutable;

namespace Qa.Rules.Interactions;

/// <summary>What reading an interaction gave: the interaction, or all its errors.</summary>
public sealed record InteractionReadResult(Interaction? Interaction, ImmutableArray<InteractionError> Errors);
