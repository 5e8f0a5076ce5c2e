using System.Collections.Immutable;
using Qa.Rules.Trees;

namespace Qa.Rules.Versions;

/// <summary>
/// Compares the nodes of two trees. First nodes are matched by path, level by level; a node that both trees share is not
/// looked into. Then a node that seems new and one that seems gone are one that was moved, when id and content are the same.
/// </summary>
internal sealed class NodeComparison
{
    private readonly List<NodeChange> _changes = [];

    // What seemed gone and was found elsewhere.
    private readonly HashSet<NodeChange> _found = new(ReferenceEqualityComparer.Instance);

    public ImmutableArray<NodeChange> Compare(ImmutableArray<TreeNode> old, ImmutableArray<TreeNode> changed)
    {
        Compare("", old, changed);
        FindMoved();
        return [.. _changes.Where(change => !_found.Contains(change))];
    }

    private void Compare(string prefix, ImmutableArray<TreeNode> old, ImmutableArray<TreeNode> changed)
    {
        if (old == changed)
            return;
        var oldIndexes = Indexes(old);
        var matched = new List<(int OldIndex, int Index)>();
        for (var index = 0; index < changed.Length; index++)
        {
            if (oldIndexes.Remove(changed[index].Id, out var oldIndex))
                matched.Add((oldIndex, index));
        }

        var moved = OutOfOrder.Find([.. matched.Select(static pair => pair.OldIndex)]);
        var next = 0;
        for (var index = 0; index < changed.Length; index++)
        {
            var node = changed[index];
            var path = prefix + node.Id;
            if (next < matched.Count && matched[next].Index == index)
            {
                if (moved[next])
                    _changes.Add(new NodeChange.Moved(path, path, index, matched[next].OldIndex));
                Compare(path, old[matched[next++].OldIndex], node);
            }
            else
            {
                _changes.Add(new NodeChange.Added(path, node, index));
            }
        }

        foreach (var (id, oldIndex) in oldIndexes.OrderBy(static pair => pair.Value))
            _changes.Add(new NodeChange.Removed(prefix + id, old[oldIndex], oldIndex));
    }

    private void Compare(string path, TreeNode old, TreeNode changed)
    {
        if (ReferenceEquals(old, changed) || ReferenceEquals(old.Source, changed.Source))
            return;
        var keys = DocumentComparison.Compare(old.Source, changed.Source, except: "children");
        if (!keys.IsEmpty)
            _changes.Add(new NodeChange.Changed(path, keys));
        Compare(path + "/", ChildrenOf(old), ChildrenOf(changed));
    }

    private void FindMoved()
    {
        if (!_changes.Any(static change => change is NodeChange.Added))
            return;

        // What seems gone, by id and content, in document order.
        var gone = new Dictionary<(string Id, string Hash), Queue<NodeChange.Removed>>();
        foreach (var removed in _changes.OfType<NodeChange.Removed>())
        {
            var key = (removed.Node.Id, HashOf(removed.Node));
            if (!gone.TryGetValue(key, out var queue))
                gone.Add(key, queue = new());
            queue.Enqueue(removed);
        }

        for (var i = 0; i < _changes.Count; i++)
        {
            if (_changes[i] is not NodeChange.Added added
                || !gone.TryGetValue((added.Node.Id, HashOf(added.Node)), out var queue)
                || !queue.TryDequeue(out var removed))
                continue;
            _found.Add(removed);
            _changes[i] = new NodeChange.Moved(added.Path, removed.Path, added.Index, removed.Index);
        }
    }

    private static string HashOf(TreeNode node) => TreeHash.Of(node.Source);

    private static ImmutableArray<TreeNode> ChildrenOf(TreeNode node) => node is Category category ? category.Children : [];

    private static Dictionary<string, int> Indexes(ImmutableArray<TreeNode> nodes)
    {
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < nodes.Length; i++)
            indexes.Add(nodes[i].Id, i);
        return indexes;
    }
}
