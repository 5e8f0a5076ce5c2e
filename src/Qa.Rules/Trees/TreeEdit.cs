using System.Collections.Immutable;
using Qa.Rules.Trees.Loading;
using Qa.Rules.Trees.Reading;

namespace Qa.Rules.Trees;

/// <summary>
/// Changes one node of a tree (单条规范), or what the set says beside its nodes. The result is a new tree that shares every node off the way to the changed one,
/// or the same tree where nothing changed, or the errors for which there is none: what has been checked before is not
/// checked again, and what depends on the change is (ids beside it, names it uses, limits of the whole).
/// </summary>
public static partial class TreeEdit
{
    // Diagnostics of values that come from no file are named by this.
    private const string NoFile = "edit";

    /// <summary>Puts a node in the place of the one at a path; it may have another id.</summary>
    /// <param name="lexicons">What <c>@name</c> stands for in it; the tree itself has no lexicons any more.</param>
    public static TreeLoadResult Replace(NormTree tree, string path, DocumentMapping node, LexiconSet? lexicons = null) =>
        Replace(new(NoFile), tree, path, node, lexicons ?? LexiconSet.Empty);

    /// <inheritdoc cref="Replace(NormTree, string, DocumentMapping, LexiconSet?)"/>
    /// <param name="fileName">How diagnostics name the text.</param>
    /// <param name="text">The node alone, as YAML or JSON.</param>
    public static TreeLoadResult ReplaceFromYaml(NormTree tree, string path, string fileName, string text, LexiconSet? lexicons = null)
    {
        var context = LoadContext.For(fileName, DocumentReader.Read(text), out var node);
        return node is null ? Failed(context) : Replace(context, tree, path, node, lexicons ?? LexiconSet.Empty);
    }

    /// <summary>Adds a node to a category, or at the top.</summary>
    /// <param name="parentPath">Path of the category; empty for the top.</param>
    /// <param name="index">Place among the nodes that will be beside it; null for the last.</param>
    public static TreeLoadResult Add(NormTree tree, string parentPath, int? index, DocumentMapping node) =>
        Add(new(NoFile), tree, parentPath, index, node, LexiconSet.Empty);

    /// <inheritdoc cref="Add(NormTree, string, int?, DocumentMapping)"/>
    public static TreeLoadResult AddFromYaml(
        NormTree tree, string parentPath, int? index, string fileName, string text, LexiconSet? lexicons = null)
    {
        var context = LoadContext.For(fileName, DocumentReader.Read(text), out var node);
        return node is null ? Failed(context) : Add(context, tree, parentPath, index, node, lexicons ?? LexiconSet.Empty);
    }

    /// <summary>Takes a node away, with all under it. The last node of a category, or of the tree, cannot be.</summary>
    public static TreeLoadResult Remove(NormTree tree, string path)
    {
        var context = new LoadContext(NoFile);
        if (Find(context, tree, path) is not { } place)
            return Failed(context);
        var siblings = place.Siblings(tree);
        if (IsOnly(context, path, siblings))
            return Failed(context);

        return Succeeded(TreeRebuild.WithNodes(tree, place, siblings.RemoveAt(place.Indexes[^1])));
    }

    private static TreeLoadResult Replace(LoadContext context, NormTree tree, string path, DocumentNode node, LexiconSet lexicons)
    {
        if (Find(context, tree, path) is not { } place)
            return Failed(context);
        var siblings = place.Siblings(tree);
        var old = place.Node(tree);
        var draft = new NodeDraft(context, tree, TreeTally.Of(tree) - TreeTally.Of(old), lexicons);
        var others = siblings.Where(sibling => !ReferenceEquals(sibling, old));
        if (draft.Read(node, ParentPath(path), place.Indexes.Length, others) is not { } replacement)
            return Failed(context);
        return DocumentEquality.AreSame(replacement.Source, old.Source)
            ? Succeeded(tree)
            : Checked(context, TreeRebuild.WithNodes(tree, place, siblings.SetItem(place.Indexes[^1], replacement)), node);
    }

    private static TreeLoadResult Add(
        LoadContext context, NormTree tree, string parentPath, int? index, DocumentNode node, LexiconSet lexicons)
    {
        if (FindCategory(context, tree, parentPath, out var parent) is not { } siblings)
            return Failed(context);
        var place = index ?? siblings.Length;
        if (!IsPlace(context, parentPath, place, siblings.Length))
            return Failed(context);
        var draft = new NodeDraft(context, tree, TreeTally.Of(tree), lexicons);
        var levels = parent is null ? 1 : parent.Indexes.Length + 1;
        return draft.Read(node, parentPath, levels, siblings) is { } added
            ? Checked(context, TreeRebuild.WithChildren(tree, parent, siblings.Insert(place, added)), node)
            : Failed(context);
    }

    // The nodes among which a new one comes; null when there is no such category, which is reported.
    private static ImmutableArray<TreeNode>? FindCategory(LoadContext context, NormTree tree, string path, out NodePath? category)
    {
        category = path.Length == 0 ? null : Find(context, tree, path);
        if (context.HasErrors)
            return null;
        if (category is null)
            return tree.Nodes;
        if (category.Node(tree) is Category found)
            return found.Children;
        context.Path = path;
        context.Report(default, "", "a norm", "a category");
        return null;
    }

    private static bool IsPlace(LoadContext context, string parentPath, int place, int count)
    {
        if (place >= 0 && place <= count)
            return true;
        context.Path = parentPath;
        context.Report(default, parentPath.Length == 0 ? "norms" : "children", FormattableString.Invariant($"the place {place}"), FormattableString.Invariant($"0 to {count}"));
        return false;
    }

    private static bool IsOnly(LoadContext context, string path, ImmutableArray<TreeNode> siblings)
    {
        if (siblings.Length > 1)
            return false;
        context.Path = path;
        context.Report(default, "", "the only node of its category", "another one beside it: a category has one or more");
        return true;
    }

    private static NodePath? Find(LoadContext context, NormTree tree, string path)
    {
        var place = NodePath.Find(tree, path);
        context.Path = path;
        if (place is null)
            context.Report(default, "", "no such node", "the path of a node of the tree");
        context.Path = "";
        return place;
    }

    private static TreeLoadResult Checked(LoadContext context, NormTree changed, DocumentNode node)
    {
        if ((DocumentExtent.Objection(changed.Document) ?? PhraseExtent.Objection(changed)) is not { } objection)
            return Succeeded(changed);
        context.Report(node.Position, "", objection.Found, objection.Expected);
        return Failed(context);
    }

    private static string ParentPath(string path) =>
        path.LastIndexOf('/') is >= 0 and var end ? path[..end] : "";

    private static TreeLoadResult Succeeded(NormTree tree) => new(tree, []);

    private static TreeLoadResult Failed(LoadContext context) => new(null, context.Diagnostics());
}
