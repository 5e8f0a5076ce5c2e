namespace Qa.Rules.Trees.Sources;

/// <summary>A list of nodes as it is written and what it says, and the place of a node in it.</summary>
/// <param name="Index">Of the node, from 0; where one is to come, that of the node before which it comes, or the number of nodes.</param>
internal sealed record NodePlace(SourceSequence Written, DocumentSequence Says, int Index)
{
    public bool IsBlock => Written.Layout == SourceLayout.Block;

    public SourceNode Node => Written.Items[Index];

    /// <summary>The steps to a list of nodes; null where an alias or a key that is none stands on the way.</summary>
    public static NodePlace? Of(SourceNode outline, DocumentNode root, ReadOnlySpan<DocumentStep> steps, int index)
    {
        var (written, says) = (outline, root);
        foreach (var step in steps)
        {
            switch (written, says)
            {
                case (SourceSequence list, DocumentSequence items):
                    (written, says) = (list.Items[step.Index], items.Items[step.Index]);
                    break;
                case (SourceMapping mapping, DocumentMapping entries) when mapping.Entries.Length == entries.Entries.Length:
                    var at = entries.Entries.Select(static entry => entry.Key).ToList().IndexOf(step.Key!);
                    (written, says) = (mapping.Entries[at].Value, entries.Entries[at].Value);
                    break;
                default:
                    return null;
            }
        }

        return written is SourceSequence nodes ? new(nodes, (DocumentSequence)says, index) : null;
    }

    public FlowItems FlowItems(SourceLines lines) =>
        new(lines, Written.Open, [.. Written.Items.Select(static item => (item.Start, item.End))]);

    /// <summary>Where the node's id is written; null where it is written by way of an alias.</summary>
    public SourceScalar? Id =>
        Node is SourceMapping mapping && Says.Items[Index] is DocumentMapping node && mapping.Entries.Length == node.Entries.Length
            ? mapping.Entries[node.Entries.Select(static entry => entry.Key).ToList().IndexOf("id")].Value as SourceScalar
            : null;
}
