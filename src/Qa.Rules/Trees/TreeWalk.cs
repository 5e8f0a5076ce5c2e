namespace Qa.Rules.Trees;

/// <summary>A node of a tree with its path and its depth (0 at the top).</summary>
/// <param name="IsEnabled">Whether it is, with everything above it: whether it is scored.</param>
public readonly record struct PlacedNode(string Path, int Depth, TreeNode Node, bool IsEnabled);

/// <summary>The nodes of a tree in document order, each before those under it.</summary>
public static class TreeWalk
{
    public static IEnumerable<PlacedNode> All(NormTree tree) => All(tree.Nodes, "", 0, isEnabled: true);

    /// <summary>All nodes that are scored: disabled ones and all under them left out.</summary>
    public static IEnumerable<PlacedNode> Enabled(NormTree tree) => All(tree).Where(static placed => placed.IsEnabled);

    /// <summary>The enabled norms by path.</summary>
    public static Dictionary<string, Norm> NormsByPath(NormTree tree) => Enabled(tree)
        .Where(static placed => placed.Node is Norm)
        .ToDictionary(static placed => placed.Path, static placed => (Norm)placed.Node, StringComparer.Ordinal);

    // The depth of a document is bounded by TreeLimits.Depth.
    private static IEnumerable<PlacedNode> All(IEnumerable<TreeNode> nodes, string parent, int depth, bool isEnabled)
    {
        foreach (var node in nodes)
        {
            var path = parent.Length == 0 ? node.Id : $"{parent}/{node.Id}";
            var isNodeEnabled = isEnabled && node.Enabled;
            yield return new(path, depth, node, isNodeEnabled);
            if (node is not Category category)
                continue;
            foreach (var below in All(category.Children, path, depth + 1, isNodeEnabled))
                yield return below;
        }
    }
}
