namespace Qa.Rules.Trees.Loading;

/// <summary>Reads a node that is to stand in a tree that is there already, by the same rules as a node of a document.</summary>
/// <param name="before">What else the tree holds, for its limits.</param>
internal sealed class NodeDraft(LoadContext context, NormTree tree, TreeTally before, LexiconSet lexicons)
{
    // Of every level of nodes: the list, and the mapping in it.
    private const int DocumentLevelsOfNode = 2;

    /// <param name="level">How many nodes there are from the top to this one, itself included.</param>
    /// <returns>The node with lexicons in place; null when anything was reported.</returns>
    public TreeNode? Read(DocumentNode node, string parentPath, int level, IEnumerable<TreeNode> siblings)
    {
        context.Path = parentPath;
        var key = level == 1 ? "norms" : "children";

        // Before anything else: whatever reads a document may recurse as deep as it goes.
        if (!DocumentExtent.IsWithin(node, TreeLimits.Depth - DocumentLevelsOfNode * level))
        {
            context.Report(key, Reading.ReadingProblem.TooDeep(node.Position));
            return null;
        }

        var letNames = tree.Lets.Select(static let => let.Name).ToHashSet(StringComparer.Ordinal);
        var conditions = new ConditionReader(context, new PhraseReader(context, lexicons, before), letNames, before);
        var ids = siblings.Select(static sibling => sibling.Id).ToHashSet(StringComparer.Ordinal);
        var draft = new NodeReader(context, new NormReader(context, conditions), before).Read(node, key, ids);
        return context.HasErrors || draft is null ? null : new LexiconResolver(lexicons).Resolve(draft);
    }
}
