using System.Text.Json.Serialization;
using Qa.Grains.Erasure;

namespace Qa.Grains.Bundles;

/// <summary>A scorecard with all that computing it again needs. Times are UTC ticks.</summary>
internal sealed class ScorecardEntry : ErasableEntry
{
    public required string Interaction { get; init; }

    public required long Revision { get; init; }

    public required string InteractionHash { get; init; }

    public required string RuleSet { get; init; }

    public required long Version { get; init; }

    public required string TreeHash { get; init; }

    public required string PublicationHash { get; init; }

    public required string SchemaName { get; init; }

    /// <summary>Number of the task in the installation that scored it.</summary>
    public required long Task { get; init; }

    /// <summary>Number of the lease among those of its task.</summary>
    public required long Lease { get; init; }

    public required long LeaseStartsAt { get; init; }

    public required long LeaseEndsAt { get; init; }

    public required string LeaseReason { get; init; }

    public required long ScoredAt { get; init; }

    /// <summary>The scorecard's JSON.</summary>
    public required byte[] Body { get; init; }

    public required string Hash { get; init; }

    /// <summary>Number of the item in the installation that it comes from.</summary>
    [JsonIgnore]
    public long Item { get; init; }

    public override (string Kind, string Interaction, string Part) Place => (TombstoneKind.Evidence, Interaction, Invariant($"{Task}/{Item}"));

    public override string Name => Invariant($"scorecard of '{Interaction}' revision {Revision} by {RuleSet}@{Version}");
}
