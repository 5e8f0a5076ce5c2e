using System.Collections.Immutable;
using Qa.Rules.Trees;

namespace Qa.Portal.Modules.Inspection.Results;

/// <summary>What a version of a set and its norms are called.</summary>
/// <param name="Nodes">By their paths.</param>
public sealed record TreeWords(string Name, IReadOnlyDictionary<string, NamedNode> Nodes)
{
    public static TreeWords Of(NormTree tree)
    {
        var nodes = new Dictionary<string, NamedNode>(StringComparer.Ordinal);
        Add(tree.Nodes, "", "");
        return new(tree.Name, nodes);

        void Add(ImmutableArray<TreeNode> children, string before, string category)
        {
            foreach (var node in children)
            {
                nodes.Add(before + node.Id, new(node, category));
                if (node is Category inner)
                    Add(inner.Children, $"{before}{node.Id}/", category.Length == 0 ? node.Name : $"{category} · {node.Name}");
            }
        }
    }
}

/// <summary>A node of a tree, and the categories that it is in.</summary>
public sealed record NamedNode(TreeNode Node, string Category);
