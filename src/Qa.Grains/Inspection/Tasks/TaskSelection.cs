using System.Collections.Immutable;

namespace Qa.Grains.Inspection.Tasks;

/// <summary>Which interactions a batch takes: all that fit every part that is given. The newest revision of each is taken.</summary>
/// <param name="From">Began at this time or later.</param>
/// <param name="To">Began before this time.</param>
/// <param name="Channels">As in an interaction: <c>voice</c>, <c>chat</c>, <c>email</c>; empty for any.</param>
/// <param name="Agents">Ids of agents; empty for any.</param>
[GenerateSerializer, Alias("qa.TaskSelection")]
public sealed record TaskSelection(
    [property: Id(0)] DateTimeOffset? From,
    [property: Id(1)] DateTimeOffset? To,
    [property: Id(2)] ImmutableArray<string> Channels,
    [property: Id(3)] ImmutableArray<string> BusinessLines,
    [property: Id(4)] ImmutableArray<string> AgentGroups,
    [property: Id(5)] ImmutableArray<string> Agents)
{
    public static TaskSelection Everything { get; } = new(null, null, [], [], [], []);
}
