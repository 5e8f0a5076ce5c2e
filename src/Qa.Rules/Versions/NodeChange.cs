using System.Collections.Immutable;
using Qa.Rules.Trees;

namespace Qa.Rules.Versions;

/// <summary>One difference between the nodes of two trees.</summary>
/// <param name="Path">The node's path in the new tree, or, where it is gone, in the old one.</param>
public abstract record NodeChange(string Path)
{
    /// <summary>A node that is new, with all under it.</summary>
    /// <param name="Index">Its place among its siblings.</param>
    public sealed record Added(string Path, TreeNode Node, int Index) : NodeChange(Path);

    /// <summary>A node that is gone, with all under it.</summary>
    /// <param name="Index">The place it had among its siblings.</param>
    public sealed record Removed(string Path, TreeNode Node, int Index) : NodeChange(Path);

    /// <summary>The same node at another place: under another parent, or elsewhere among its siblings (then both paths are equal).</summary>
    public sealed record Moved(string Path, string OldPath, int Index, int OldIndex) : NodeChange(Path);

    /// <summary>A node that has other values than before; its children are not among them.</summary>
    public sealed record Changed(string Path, ImmutableArray<KeyChange> Keys) : NodeChange(Path);
}
