using System.Collections.Immutable;

namespace Qa.Rules.Trees.Loading;

/// <summary>Reads the nodes of a tree: what categories and norms have in common, and categories.</summary>
internal sealed class NodeReader(LoadContext context, NormReader norms, TreeTally before)
{
    private static readonly KeySet CategoryKeys =
        new("id", "name", "description", "guidance", "enabled", "children", "maxDeduct");

    // "children" is not a norm's key; it is listed because a node that misspells it looks like a norm.
    private static readonly KeySet NormKeys = new(
        "id", "name", "description", "guidance", "enabled", "children", "when",
        "forbid", "require", "reward", "manual", "points", "perHit", "maxHits", "severity");

    private int _norms = before.Norms;

    public ImmutableArray<TreeNode> ReadAll(DocumentNode list, string key)
    {
        var nodes = ImmutableArray.CreateBuilder<TreeNode>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in PhraseReader.Items(context, list, key, "nodes"))
        {
            if (context.IsFull)
                break;
            if (Read(item, key, ids) is { } node)
                nodes.Add(node);
        }

        return nodes.DrainToImmutable();
    }

    /// <param name="key">The key of the list the node is in.</param>
    /// <param name="siblings">Ids of the nodes before it; its own is added.</param>
    public TreeNode? Read(DocumentNode item, string key, HashSet<string> siblings)
    {
        var parent = context.Path;
        var isCategory = item is DocumentMapping mapping && mapping["children"] is not null;
        context.Path = PathOf(parent, item);
        // A node that is no mapping is an error of the list it is in.
        var holder = item is DocumentMapping ? "" : key;
        TreeNode? node = null;
        if (Fields.Open(context, item, holder, isCategory ? CategoryKeys : NormKeys) is { } fields)
        {
            var common = Common(fields, (DocumentMapping)item, siblings);
            node = isCategory ? Category(fields, common) : Norm(fields, common);
        }

        context.Path = parent;
        return node;
    }

    private NodeHead Common(Fields fields, DocumentMapping source, HashSet<string> siblings) => new(
        fields.Required("id") is { } id ? Id(id, siblings) : "",
        fields.Required("name") is { } name ? context.Name(name, "name") : "",
        fields["description"] is { } description ? context.Text(description, "description") : null,
        fields["guidance"] is { } guidance ? context.Text(guidance, "guidance") : null,
        fields["enabled"] is not { } enabled || context.Boolean(enabled, "enabled"),
        source);

    private Category Category(Fields fields, NodeHead head)
    {
        decimal? maxDeduct = fields["maxDeduct"] is { } limit
            ? context.Decimal(limit, "maxDeduct", "a number", least: 0, TreeLimits.Magnitude)
            : null;
        var children = ReadAll(fields["children"]!, "children");
        return new(head.Id, head.Name, head.Description, head.Guidance, head.Enabled, head.Source, maxDeduct, children);
    }

    private Norm Norm(Fields fields, NodeHead head)
    {
        if (++_norms == TreeLimits.Norms + 1)
            context.Report(fields.Position, "", "too many norms", $"at most {TreeLimits.Norms}");
        return norms.Read(fields, head);
    }

    private string Id(DocumentNode value, HashSet<string> siblings)
    {
        var id = context.Text(value, "id", "an id");
        if (value is not DocumentScalar { Kind: ScalarKind.String })
            return id;
        if (!Identifiers.IsNodeId(id))
            context.ReportValue(value, "id", $"an id of the form {Identifiers.NodePattern}");
        else if (!siblings.Add(id))
            context.ReportValue(value, "id", "an id that no node beside it has");
        return id;
    }

    // A node without an id, or with one that is no text, is spoken of by its parent's path.
    private static string PathOf(string parent, DocumentNode item)
    {
        if (item is not DocumentMapping mapping || mapping["id"] is not DocumentScalar { Kind: not ScalarKind.Null } id)
            return parent;
        var shown = Phrasing.Shorten(id.Text);
        return parent.Length == 0 ? shown : $"{parent}/{shown}";
    }
}

/// <summary>What every node has.</summary>
internal readonly record struct NodeHead(
    string Id,
    string Name,
    string? Description,
    string? Guidance,
    bool Enabled,
    DocumentMapping Source);
