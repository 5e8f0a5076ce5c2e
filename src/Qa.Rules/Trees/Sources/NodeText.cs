using System.Text;

namespace Qa.Rules.Trees.Sources;

/// <summary>Takes the text of a node from its place and puts it into a list of nodes, at the indentation that it has there.</summary>
internal sealed class NodeText(SourceDraft draft)
{
    private readonly SourceLines _lines = draft.Lines;

    /// <param name="node">What the node says.</param>
    public void Move(NodePlace from, NodePlace to, DocumentNode node)
    {
        if (RefuseShared(from.Node))
            return;
        Put(from, to, node, newId: null);
        if (from.IsBlock)
            draft.Patch(BlockItems.Of(_lines, from.Written).Remove(from.Index, 1));
        else
            draft.Patch(from.FlowItems(_lines).Remove(from.Index, 1));
    }

    /// <param name="copy">What the copy says: the node with another id.</param>
    public void Copy(NodePlace from, NodePlace to, DocumentNode copy)
    {
        if (!RefuseShared(from.Node))
            Put(from, to, copy, (DocumentScalar)((DocumentMapping)copy)["id"]!);
    }

    private void Put(NodePlace from, NodePlace to, DocumentNode node, DocumentScalar? newId)
    {
        if (to.IsBlock)
        {
            var target = BlockItems.Of(_lines, to.Written);
            draft.Patch(target.Insert(to.Index, [OnLines(from, target.Column, newId)]));
            return;
        }

        var written = from.Node;
        if (written is SourceMapping { Layout: SourceLayout.Flow })
            draft.Patch(to.FlowItems(_lines).Insert(to.Index, [Text(from, written.Start, written.End, newId)]));
        else if (HasComment(written))
            draft.Refuse(written.Start, "", "", "comments, which have no place between brackets on one line", "the node without them, or a place on lines of its own");
        else
            draft.Patch(to.FlowItems(_lines).Insert(to.Index, [draft.Writer.Flow(node)]));
    }

    // As an item of a list on lines of its own, without indentation on the first line and line end on the last.
    private string OnLines(NodePlace from, int column, DocumentScalar? newId)
    {
        if (!from.IsBlock)
        {
            var item = from.Node;
            return "- " + Indented(Text(from, item.Start, item.End, newId), _lines.ColumnOf(item.Start), column + HouseForm.IndentColumns);
        }

        var parts = BlockItems.Of(_lines, from.Written);
        var part = parts[from.Index];
        var lines = Text(from, part.Head, part.Tail, newId).TrimEnd(' ', '\t', '\r', '\n');
        return Indented(lines, parts.Column, column).TrimStart(' ');
    }

    private string Text(NodePlace from, int start, int end, DocumentScalar? newId)
    {
        var text = _lines.Text[start..end];
        if (newId is null)
            return text;
        if (from.Id is not { } id)
        {
            draft.Refuse(from.Node.Start, "", "id", "no id that is written here", "the id as a text");
            return text;
        }

        var written = draft.Source.IsJson ? ScalarText.Json(newId) : ScalarText.Yaml(newId, inFlow: !from.IsBlock, id.Quotes);
        return string.Concat(text.AsSpan(0, id.Start - start), written, text.AsSpan(id.End - start));
    }

    // Lines after the first; blank ones stay as they are.
    private static string Indented(string text, int from, int to)
    {
        var indented = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            var content = line.TrimStart(' ');
            if (indented.Length == 0 || content is "" or "\r")
                indented.Append(line);
            else
                indented.Append(' ', Math.Max(line.Length - content.Length - from + to, to)).Append(content);
            indented.Append('\n');
        }

        return indented.ToString(0, indented.Length - 1);
    }

    // An anchor may be named elsewhere; an alias may come to stand before its anchor.
    private bool RefuseShared(SourceNode node)
    {
        if (draft.RefuseAnchors(node))
            return true;
        if (FirstAlias(node) is not { } alias)
            return false;
        draft.Refuse(alias.Start, "", "", "an alias, which may mean nothing at another place", "what it stands for");
        return true;
    }

    private bool HasComment(SourceNode node)
    {
        for (var at = node.Start; at < node.End; at++)
        {
            if (_lines.Text[at] == '#' && _lines.SkipTrivia(at) > at)
                return true;
        }

        return false;
    }

    private static SourceAlias? FirstAlias(SourceNode node) => node switch
    {
        SourceAlias alias => alias,
        SourceMapping mapping => mapping.Entries.Select(static entry => FirstAlias(entry.Value)).FirstOrDefault(static found => found is not null),
        SourceSequence list => list.Items.Select(FirstAlias).FirstOrDefault(static found => found is not null),
        _ => null,
    };
}
