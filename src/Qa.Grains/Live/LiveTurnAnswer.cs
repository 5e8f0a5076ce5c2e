using System.Collections.Immutable;

namespace Qa.Grains.Live;

/// <summary>A turn that is stored, and what it raised.</summary>
/// <param name="IsDuplicate">It was stored before.</param>
/// <param name="Versions">What it was judged by: <c>set@version</c>; without the sets that are offline.</param>
[GenerateSerializer, Alias("qa.LiveTurnAnswer")]
public sealed record LiveTurnAnswer(
    [property: Id(0)] long Index,
    [property: Id(1)] bool IsDuplicate,
    [property: Id(2)] ImmutableArray<string> Versions,
    [property: Id(3)] ImmutableArray<LiveAlert> Alerts);
