using System.Collections.Immutable;

namespace Qa.Grains.Live;

/// <summary>A conversation that has ended and is an interaction now.</summary>
/// <param name="Hash">Of the interaction.</param>
/// <param name="Scorecards">JSON of those that are there; a set that is offline scores it later.</param>
[GenerateSerializer, Alias("qa.LiveResult")]
public sealed record LiveResult([property: Id(0)] string Interaction, [property: Id(1)] string Hash, [property: Id(2)] ImmutableArray<string> Scorecards);
