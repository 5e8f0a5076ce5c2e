using System.Collections.Immutable;

namespace Qa.Grains.Live;

/// <summary>A conversation that goes on, as its grain keeps it; its turns are rows.</summary>
[GenerateSerializer, Alias("qa.LiveConversation")]
public sealed record LiveConversation
{
    /// <summary>The interaction's JSON without <c>turns</c>; empty before the first turn.</summary>
    [Id(0)]
    public string Header { get; init; } = "";

    /// <summary>The versions it is judged by, each taken at the first turn at which its set was online.</summary>
    [Id(1)]
    public ImmutableArray<LivePin> Pins { get; init; } = [];
}
