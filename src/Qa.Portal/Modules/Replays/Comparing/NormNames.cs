using System.Collections.Immutable;
using Qa.Rules.Trees;

namespace Qa.Portal.Modules.Replays.Comparing;

/// <summary>What norms are called, by their paths, in any of the trees that are compared.</summary>
public sealed class NormNames
{
    private readonly Dictionary<string, NormName> _names = new(StringComparer.Ordinal);

    /// <param name="trees">A norm that several have is called as in the last of them.</param>
    public static NormNames Of(params ReadOnlySpan<NormTree> trees)
    {
        var names = new NormNames();
        foreach (var tree in trees)
            names.Add(tree.Nodes, "", "");
        return names;
    }

    /// <summary>A norm that no tree has any more is called by its path.</summary>
    public NormName this[string path] => _names.GetValueOrDefault(path) ?? new(path, "", null);

    private void Add(ImmutableArray<TreeNode> nodes, string parent, string category)
    {
        foreach (var node in nodes)
        {
            _names[parent + node.Id] = new(node.Name, category, node);
            if (node is Category inner)
                Add(inner.Children, $"{parent}{node.Id}/", category.Length == 0 ? node.Name : $"{category} · {node.Name}");
        }
    }
}

/// <summary>What a norm is called.</summary>
/// <param name="Category">The categories it is in, from the outermost; empty for none.</param>
/// <param name="Node">Null where no tree has it.</param>
public sealed record NormName(string Name, string Category, TreeNode? Node)
{
    public bool IsVeto => Node is Norm { Judgement.IsVeto: true };
}
