using System.Text.Json.Serialization;

namespace Qa.Grains.Bundles;

/// <summary>An entry whose words may have been erased; its hash is that of the whole all the same.</summary>
internal abstract class ErasableEntry : BundleEntry
{
    /// <summary>Null where nothing was erased.</summary>
    public ErasedMark? Erased { get; set; }

    /// <summary>Number of the erasure in the installation that it comes from.</summary>
    [JsonIgnore]
    public long? Erasure { get; init; }

    /// <summary>Which tombstone is its own.</summary>
    [JsonIgnore]
    public abstract (string Kind, string Interaction, string Part) Place { get; }
}
