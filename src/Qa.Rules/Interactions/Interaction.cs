using System.Collections.Immutable;

namespace Qa.Rules.Interactions;

/// <summary>What is scored: one call, chat or e-mail exchange (norm-tree.md §1). Read from JSON by <c>InteractionReader</c>.</summary>
/// <param name="Id">Identity, 1..128 UTF-16 units: the same id sent again is the same interaction.</param>
/// <param name="StartedAt">The RFC 3339 time as it was written; it is carried, never compared.</param>
/// <param name="Turns">In input order; a turn's index is its place in this list.</param>
public sealed record Interaction(
    string Id,
    Channel Channel,
    string StartedAt,
    AgentReference Agent,
    CustomerReference? Customer,
    string? BusinessLine,
    string? Recording,
    ImmutableSortedDictionary<string, AttributeValue> Attributes,
    ImmutableArray<Turn> Turns);

/// <summary>坐席: who served.</summary>
public sealed record AgentReference(string Id, string? Name, string? Group);

/// <summary>客户: who was served, as far as known.</summary>
public sealed record CustomerReference(string? Id, string? Phone);
