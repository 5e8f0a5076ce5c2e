namespace Qa.Grains.Bundles;

/// <summary>A version: its tree in canonical JSON and its source as it was written, each with its hash.</summary>
internal sealed class VersionEntry : BundleEntry
{
    public required string RuleSet { get; init; }

    public required long Version { get; init; }

    public required string SchemaName { get; init; }

    public required byte[] Tree { get; init; }

    public required string TreeHash { get; init; }

    public required byte[] Source { get; init; }

    public required string SourceHash { get; init; }

    /// <summary>UTC ticks.</summary>
    public required long CreatedAt { get; init; }

    public override string Name => Invariant($"version {RuleSet}@{Version}");
}
