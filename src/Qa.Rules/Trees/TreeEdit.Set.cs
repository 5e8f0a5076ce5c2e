using System.Collections.Immutable;
using Qa.Rules.Trees.Loading;

namespace Qa.Rules.Trees;

/// <content>What a set says beside its nodes: named conditions, scoring, name and routing. The nodes stay the same objects.</content>
public static partial class TreeEdit
{
    private const string LetKey = "let";

    /// <summary>Changes a named condition, or adds one as the last.</summary>
    /// <param name="lexicons">What <c>@name</c> stands for in it; null for nothing.</param>
    public static TreeLoadResult SetLet(NormTree tree, string name, DocumentMapping condition, LexiconSet? lexicons = null)
    {
        var lets = Lets(tree);
        var index = IndexOf(lets, name);
        var entry = new DocumentEntry(name, condition.Position, condition);
        return WithLets(tree, index < 0 ? lets.Add(entry) : lets.SetItem(index, lets[index] with { Value = condition }), lexicons);
    }

    /// <summary>Takes a named condition away; what still uses it is an error.</summary>
    public static TreeLoadResult RemoveLet(NormTree tree, string name)
    {
        var lets = Lets(tree);
        return IndexOf(lets, name) is >= 0 and var index ? WithLets(tree, lets.RemoveAt(index), lexicons: null) : NoLet(name);
    }

    /// <summary>Gives a named condition another name, in every <c>use</c> and <c>hits("…")</c> too.</summary>
    public static TreeLoadResult RenameLet(NormTree tree, string name, string newName)
    {
        var lets = Lets(tree);
        if (IndexOf(lets, name) is not (>= 0 and var index))
            return NoLet(name);
        var renamed = WithKey(tree.Document, LetKey, new DocumentMapping(default, lets.SetItem(index, lets[index] with { Key = newName })));
        return Read(tree, (DocumentMapping)NameReferences.RenameLet(renamed, name, newName), lexicons: null);
    }

    /// <summary>Changes how points become a score; null for the defaults.</summary>
    public static TreeLoadResult SetScore(NormTree tree, DocumentMapping? score) => SetKey(tree, "score", score, lexicons: null);

    /// <summary>Changes which interactions are routed to the set; null for any.</summary>
    public static TreeLoadResult SetAppliesTo(NormTree tree, DocumentMapping? appliesTo) => SetKey(tree, "appliesTo", appliesTo, lexicons: null);

    /// <summary>Changes what people see as the name of the set.</summary>
    public static TreeLoadResult SetName(NormTree tree, string name) =>
        SetKey(tree, "name", new DocumentScalar(default, ScalarKind.String, name), lexicons: null);

    private static TreeLoadResult WithLets(NormTree tree, ImmutableArray<DocumentEntry> lets, LexiconSet? lexicons) =>
        SetKey(tree, LetKey, lets.IsEmpty ? null : new DocumentMapping(default, lets), lexicons);

    private static TreeLoadResult SetKey(NormTree tree, string key, DocumentNode? value, LexiconSet? lexicons) =>
        Read(tree, WithKey(tree.Document, key, value), lexicons);

    private static TreeLoadResult Read(NormTree tree, DocumentMapping document, LexiconSet? lexicons)
    {
        if (DocumentEquality.AreSame(document, tree.Document))
            return Succeeded(tree);
        var context = new LoadContext(NoFile);
        if (!DocumentExtent.IsWithin(document, TreeLimits.Depth))
        {
            context.Report("", Reading.ReadingProblem.TooDeep(default));
            return Failed(context);
        }

        return new TreeReader(context, lexiconSource: null, lexicons).Read(document) is { } read
            ? Succeeded(read with { Nodes = Shared(read.Nodes, tree.Nodes) })
            : Failed(context);
    }

    // A node means what its text says: where that is the same object, so is the node.
    private static ImmutableArray<TreeNode> Shared(ImmutableArray<TreeNode> nodes, ImmutableArray<TreeNode> old) =>
        [.. nodes.Zip(old, static (node, before) => ReferenceEquals(node.Source, before.Source) ? before
            : node is Category category ? category with { Children = Shared(category.Children, ((Category)before).Children) }
            : node)];

    private static ImmutableArray<DocumentEntry> Lets(NormTree tree) => (tree.Document[LetKey] as DocumentMapping)?.Entries ?? [];

    private static int IndexOf(ImmutableArray<DocumentEntry> entries, string key)
    {
        for (var i = 0; i < entries.Length; i++)
        {
            if (string.Equals(entries[i].Key, key, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }

    private static DocumentMapping WithKey(DocumentMapping document, string key, DocumentNode? value)
    {
        var (entries, index) = (document.Entries, IndexOf(document.Entries, key));
        var changed = (index, value) switch
        {
            (< 0, null) => entries,
            (< 0, _) => entries.Add(new(key, value.Position, value)),
            (_, null) => entries.RemoveAt(index),
            _ => entries.SetItem(index, entries[index] with { Value = value }),
        };
        return new(document.Position, changed);
    }

    private static TreeLoadResult NoLet(string name)
    {
        var context = new LoadContext(NoFile);
        context.Report(default, LetKey, Phrasing.Quote(name), "the name of a let condition");
        return Failed(context);
    }
}
