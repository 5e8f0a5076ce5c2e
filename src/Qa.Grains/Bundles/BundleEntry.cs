using System.Text.Json.Serialization;

namespace Qa.Grains.Bundles;

/// <summary>One line of a bundle: what it holds, apart from its seal. The kinds stand in a bundle in the order in which they stand here.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(BundleHeader), "bundle")]
[JsonDerivedType(typeof(PublicationEntry), "publication")]
[JsonDerivedType(typeof(VersionEntry), "version")]
[JsonDerivedType(typeof(InteractionEntry), "interaction")]
[JsonDerivedType(typeof(ScorecardEntry), "scorecard")]
[JsonDerivedType(typeof(BundleEnd), "end")]
internal abstract class BundleEntry
{
    /// <summary>What the line is, for those who are told of it.</summary>
    [JsonIgnore]
    public abstract string Name { get; }
}
