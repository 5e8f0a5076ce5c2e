using System.Collections.Immutable;

namespace Qa.Rules.Trees;

/// <summary>
/// Makes the tree in which one list of nodes is another. INVARIANT: in it, as in every tree, a node's source is the very
/// mapping that stands at its place in the document; all nodes off the way to the list are shared with the old tree.
/// </summary>
internal static class TreeRebuild
{
    /// <summary>Changes the list in which the node of <paramref name="place"/> is.</summary>
    public static NormTree WithNodes(NormTree tree, NodePath place, ImmutableArray<TreeNode> nodes) =>
        WithNodes(tree, place, place.Ancestors.Length, nodes);

    /// <summary>Changes the children of a category; those at the top when <paramref name="parent"/> is null.</summary>
    public static NormTree WithChildren(NormTree tree, NodePath? parent, ImmutableArray<TreeNode> children)
    {
        if (parent is null)
            return WithTop(tree, children);
        var category = WithChildren((Category)parent.Node(tree), children);
        return WithNodes(tree, parent, parent.Siblings(tree).SetItem(parent.Indexes[^1], category));
    }

    private static NormTree WithNodes(NormTree tree, NodePath place, int level, ImmutableArray<TreeNode> nodes)
    {
        while (level > 0)
        {
            level--;
            var category = WithChildren(place.Ancestors[level], nodes);
            var siblings = level == 0 ? tree.Nodes : place.Ancestors[level - 1].Children;
            nodes = siblings.SetItem(place.Indexes[level], category);
        }

        return WithTop(tree, nodes);
    }

    private static NormTree WithTop(NormTree tree, ImmutableArray<TreeNode> nodes) =>
        tree with { Nodes = nodes, Document = WithList(tree.Document, "norms", nodes) };

    private static Category WithChildren(Category category, ImmutableArray<TreeNode> children) =>
        category with { Children = children, Source = WithList(category.Source, "children", children) };

    private static DocumentMapping WithList(DocumentMapping mapping, string key, ImmutableArray<TreeNode> nodes)
    {
        var entries = mapping.Entries;
        for (var i = 0; i < entries.Length; i++)
        {
            if (!string.Equals(entries[i].Key, key, StringComparison.Ordinal))
                continue;
            var list = new DocumentSequence(entries[i].Value.Position, [.. nodes.Select(static node => node.Source)]);
            return new(mapping.Position, entries.SetItem(i, entries[i] with { Value = list }));
        }

        throw new InvalidOperationException($"A mapping with nodes has no '{key}'.");
    }
}
