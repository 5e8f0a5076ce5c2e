using Qa.Rules.Trees;

namespace Qa.Portal.Commands.Trees;

/// <summary>A node of a tree with its path and its depth (0 at the top).</summary>
internal readonly record struct PlacedNode(string Path, int Depth, TreeNode Node);

/// <summary>The nodes of a tree in document order, for showing them.</summary>
internal static class TreeWalk
{
    /// <summary>All nodes that are scored: disabled ones and all under them left out.</summary>
    public static IEnumerable<PlacedNode> Enabled(NormTree tree) => Enabled(tree.Nodes, "", 0);

    /// <summary>The enabled norms by path.</summary>
    public static Dictionary<string, Norm> NormsByPath(NormTree tree) => Enabled(tree)
        .Where(static placed => placed.Node is Norm)
        .ToDictionary(static placed => placed.Path, static placed => (Norm)placed.Node, StringComparer.Ordinal);

    // The depth of a document is bounded by TreeLimits.Depth.
    private static IEnumerable<PlacedNode> Enabled(IEnumerable<TreeNode> nodes, string parent, int depth)
    {
        foreach (var node in nodes)
        {
            if (!node.Enabled)
                continue;
            var path = parent.Length == 0 ? node.Id : $"{parent}/{node.Id}";
            yield return new(path, depth, node);
            if (node is not Category category)
                continue;
            foreach (var below in Enabled(category.Children, path, depth + 1))
                yield return below;
        }
    }
}
