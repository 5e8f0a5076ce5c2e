namespace Qa.Grains.Erasure;

/// <summary>Of which interaction what kind of thing was erased.</summary>
public sealed class ErasedThing
{
    public string Interaction { get; init; } = "";

    /// <summary>One of <see cref="TombstoneKind"/>.</summary>
    public string Kind { get; init; } = "";
}
