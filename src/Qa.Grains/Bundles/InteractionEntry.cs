using Qa.Grains.Erasure;

namespace Qa.Grains.Bundles;

/// <summary>A revision of an interaction; the scorecards that were made of it follow.</summary>
internal sealed class InteractionEntry : ErasableEntry
{
    public required string Id { get; init; }

    public required long Revision { get; init; }

    public required string Hash { get; init; }

    /// <summary>UTC ticks.</summary>
    public required long ReceivedAt { get; init; }

    /// <summary>As it came.</summary>
    public required byte[] Content { get; init; }

    public override (string Kind, string Interaction, string Part) Place => (TombstoneKind.Interaction, Id, Invariant($"{Revision}"));

    public override string Name => Invariant($"interaction '{Id}' revision {Revision}");
}
