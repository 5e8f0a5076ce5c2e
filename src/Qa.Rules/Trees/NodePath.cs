using System.Collections.Immutable;

namespace Qa.Rules.Trees;

/// <summary>Finds a node by its path: the way to it, as an index among siblings on each level.</summary>
internal sealed class NodePath
{
    private NodePath(ImmutableArray<int> indexes, ImmutableArray<Category> ancestors) => (Indexes, Ancestors) = (indexes, ancestors);

    /// <summary>From the top; the last one is the node's own.</summary>
    public ImmutableArray<int> Indexes { get; }

    /// <summary>The categories on the way, from the top; one fewer than <see cref="Indexes"/>.</summary>
    public ImmutableArray<Category> Ancestors { get; }

    /// <summary>Null when there is no such node.</summary>
    public static NodePath? Find(NormTree tree, string path)
    {
        var indexes = ImmutableArray.CreateBuilder<int>();
        var ancestors = ImmutableArray.CreateBuilder<Category>();
        var siblings = tree.Nodes;
        var ids = path.Split('/');
        for (var level = 0; level < ids.Length; level++)
        {
            var index = IndexOf(siblings, ids[level]);
            if (index < 0)
                return null;
            indexes.Add(index);
            if (level == ids.Length - 1)
                break;
            if (siblings[index] is not Category category)
                return null;
            ancestors.Add(category);
            siblings = category.Children;
        }

        return new(indexes.DrainToImmutable(), ancestors.DrainToImmutable());
    }

    /// <summary>The nodes among which the node is.</summary>
    public ImmutableArray<TreeNode> Siblings(NormTree tree) => Ancestors.IsEmpty ? tree.Nodes : Ancestors[^1].Children;

    public TreeNode Node(NormTree tree) => Siblings(tree)[Indexes[^1]];

    private static int IndexOf(ImmutableArray<TreeNode> nodes, string id)
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            if (string.Equals(nodes[i].Id, id, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }
}
