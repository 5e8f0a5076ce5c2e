using Qa.Rules.Trees.Loading;
using Qa.Rules.Trees.Reading;

namespace Qa.Rules.Trees;

/// <content>Moving a node: it stays the same object, with all under it.</content>
public static partial class TreeEdit
{
    // Of every level of nodes: the list, and the mapping in it.
    private const int DocumentLevelsOfNode = 2;

    /// <summary>Moves a node, with all under it, to another category, to the top, or to another place among its siblings.</summary>
    /// <param name="parentPath">Path of the category it comes into; empty for the top.</param>
    /// <param name="index">Place among the nodes that will be beside it, from 0; null for the last.</param>
    public static TreeLoadResult Move(NormTree tree, string path, string parentPath, int? index)
    {
        var context = new LoadContext(NoFile);
        if (Find(context, tree, path) is not { } from || FindCategory(context, tree, parentPath, out var parent) is not { } siblings)
            return Failed(context);
        var node = from.Node(tree);
        if (parent is not null && (ReferenceEquals(parent.Node(tree), node) || parent.Ancestors.Contains(node)))
        {
            context.Path = path;
            context.Report(default, "", "the node itself, or one under it, as its new place", "a category elsewhere");
            return Failed(context);
        }

        var stays = string.Equals(ParentPath(path), parentPath, StringComparison.Ordinal);
        if (stays)
            siblings = siblings.RemoveAt(from.Indexes[^1]);
        var place = index ?? siblings.Length;
        if (!IsPlace(context, parentPath, place, siblings.Length))
            return Failed(context);
        if (stays)
            return Succeeded(place == from.Indexes[^1] ? tree : TreeRebuild.WithNodes(tree, from, siblings.Insert(place, node)));
        if (IsOnly(context, path, from.Siblings(tree)) || !MayCome(context, node, parentPath, siblings, parent is null ? 1 : parent.Indexes.Length + 1))
            return Failed(context);
        var without = TreeRebuild.WithNodes(tree, from, from.Siblings(tree).RemoveAt(from.Indexes[^1]));

        // Found again: taking the node out may have moved the category, or made it another object.
        var category = parentPath.Length == 0 ? null : NodePath.Find(without, parentPath);
        var nodes = category is null ? without.Nodes : ((Category)category.Node(without)).Children;
        return Succeeded(TreeRebuild.WithChildren(without, category, nodes.Insert(place, node)));
    }

    private static bool MayCome(LoadContext context, TreeNode node, string parentPath, IEnumerable<TreeNode> siblings, int level)
    {
        var key = parentPath.Length == 0 ? "norms" : "children";
        if (!DocumentExtent.IsWithin(node.Source, TreeLimits.Depth - DocumentLevelsOfNode * level))
        {
            context.Path = parentPath;
            context.Report(key, ReadingProblem.TooDeep(node.Source.Position));
        }
        else if (siblings.Any(sibling => string.Equals(sibling.Id, node.Id, StringComparison.Ordinal)))
        {
            context.Path = parentPath.Length == 0 ? node.Id : $"{parentPath}/{node.Id}";
            context.Report(node.Source.Position, "id", Phrasing.Quote(node.Id), "an id that no sibling has");
        }

        return !context.HasErrors;
    }
}
