namespace Qa.Grains.Live;

/// <summary>A turn of a conversation that goes on, as it comes in.</summary>
/// <param name="Index">Its place, from 0; the same turn sent again has the same.</param>
/// <param name="Header">With the first turn: the interaction's JSON without <c>id</c> and <c>turns</c>; else null.</param>
/// <param name="Turn">The turn's JSON, as in an interaction.</param>
[GenerateSerializer, Alias("qa.LiveTurn")]
public sealed record LiveTurn([property: Id(0)] long Index, [property: Id(1)] string? Header, [property: Id(2)] string Turn);
