using Qa.Grains.Publication.Sources;
using Qa.Rules.Trees;

namespace Qa.Grains.Shadow;

/// <summary>The tree of a draft, as a shadow run keeps it.</summary>
internal sealed class ShadowTree
{
    public string RuleSet { get; init; } = "";

    /// <summary>In canonical JSON.</summary>
    public byte[] Tree { get; init; } = [];

    public string TreeHash { get; init; } = "";

    /// <exception cref="InvalidOperationException">The bytes are no longer those that were kept, or cannot be read.</exception>
    public NormTree Load() => StoredTree.Load(RuleSet, Tree, TreeHash);
}
