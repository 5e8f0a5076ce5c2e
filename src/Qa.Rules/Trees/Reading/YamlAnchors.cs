namespace Qa.Rules.Trees.Reading;

/// <summary>
/// The anchors of a document and what their aliases add to it. An alias shares the anchored value, which is immutable,
/// so it costs no memory; but what walks the document walks it again, so its size counts, nested aliases included.
/// </summary>
internal sealed class YamlAnchors
{
    private readonly Dictionary<string, Anchor> _anchors = new(StringComparer.Ordinal);

    // INVARIANT: at most the document's own values plus TreeLimits.AliasedNodes.
    private int _nodes;
    private int _aliasedNodes;
    private int _deepest;

    /// <summary>Notes where a value begins.</summary>
    /// <param name="depth">Mappings and lists around what is in it; around itself when it is a scalar.</param>
    public Mark Begin(int depth)
    {
        var mark = new Mark(_nodes, _deepest);
        _nodes++;
        _deepest = depth;
        return mark;
    }

    /// <summary>Notes that the value begun at <paramref name="mark"/> is complete, and from now on can be an alias's.</summary>
    public void End(Mark mark, int depth, string? name, DocumentNode node)
    {
        // A name given again means the later value from here on, as YAML says.
        if (name is not null)
            _anchors[name] = new(node, _nodes - mark.Nodes, _deepest - depth);
        _deepest = Math.Max(_deepest, mark.Deepest);
    }

    public Anchor? Find(string name) => _anchors.GetValueOrDefault(name);

    /// <summary>False when the aliases expand to more than the limit.</summary>
    public bool TryExpand(Anchor anchor, int depth)
    {
        if (anchor.Nodes > TreeLimits.AliasedNodes - _aliasedNodes)
            return false;
        _aliasedNodes += anchor.Nodes;
        _nodes += anchor.Nodes;
        _deepest = Math.Max(_deepest, depth + anchor.Height);
        return true;
    }

    /// <param name="Nodes">Values counted before it began.</param>
    /// <param name="Deepest">Depth reached before it began.</param>
    internal readonly record struct Mark(int Nodes, int Deepest);

    /// <param name="Nodes">Values in it, itself included.</param>
    /// <param name="Height">Mappings and lists inside each other in it, itself included; 0 for a scalar.</param>
    internal sealed record Anchor(DocumentNode Node, int Nodes, int Height);
}
