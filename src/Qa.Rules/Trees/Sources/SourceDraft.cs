using System.Collections.Immutable;
using System.Text;

namespace Qa.Rules.Trees.Sources;

/// <summary>An edit while its patches are being found: it gathers them, and what stands against it.</summary>
internal sealed class SourceDraft(NormSource source)
{
    private readonly List<SourcePatch> _patches = [];
    private readonly List<Diagnostic> _refusals = [];

    public NormSource Source => source;

    public SourceLines Lines { get; } = new(source.Body);

    public FragmentWriter Writer => new(source.IsJson, Lines.NewLine);

    public void Patch(SourcePatch patch) => _patches.Add(patch);

    public void Patch(IEnumerable<SourcePatch> patches) => _patches.AddRange(patches);

    /// <param name="index">The place in the text without a byte order mark.</param>
    public void Refuse(int index, string path, string key, string found, string expected)
    {
        var position = Lines.PositionOf(index);
        _refusals.Add(new(source.FileName, position.Line, position.Column, path, key, found, expected));
    }

    /// <summary>Refuses to change or move text that has an anchor, for it may stand elsewhere by way of an alias.</summary>
    public bool RefuseAnchors(SourceNode node)
    {
        if (FirstAnchor(node) is not { } anchored)
            return false;
        Refuse(anchored.Start, "", "", "an anchor, whose aliases this would change too", "the text without anchors and aliases at this place");
        return true;
    }

    /// <summary>The edited source, which says <paramref name="expected"/> and nothing else, or why there is none.</summary>
    public SourceEditResult Finish(DocumentNode expected)
    {
        if (_refusals.Count > 0)
            return new(null, [], [.. _refusals]);
        if (_patches.Count == 0)
            return new(source, [], []);
        ImmutableArray<SourcePatch> patches = [.. _patches.OrderBy(static patch => patch.Start)];
        var edited = source.After(patches, Applied(patches));

        // Whatever layout an author invents: a text that would say something else never leaves here.
        if (edited.Reading.Root is { } root && DocumentEquality.AreSame(root, expected))
            return new(edited, [.. patches.Select(patch => patch with { Start = patch.Start + source.MarkLength })], []);
        Refuse(patches[0].Start, "", "", "a layout in which this cannot be changed at its place", "keys and items on lines of their own, or between brackets");
        return new(null, [], [.. _refusals]);
    }

    private string Applied(ImmutableArray<SourcePatch> patches)
    {
        var text = new StringBuilder(source.Text, 0, source.MarkLength, source.Text.Length + patches.Sum(static patch => patch.Text.Length));
        var at = 0;
        foreach (var patch in patches)
        {
            if (patch.Start > at)
                text.Append(Lines.Text, at, patch.Start - at);
            text.Append(patch.Text);
            at = Math.Max(at, patch.End);
        }

        return text.Append(Lines.Text, at, Lines.Text.Length - at).ToString();
    }

    private static SourceNode? FirstAnchor(SourceNode node)
    {
        if (node.HasAnchor)
            return node;
        return node switch
        {
            SourceMapping mapping => mapping.Entries.Select(static entry => FirstAnchor(entry.Key) ?? FirstAnchor(entry.Value)).FirstOrDefault(static found => found is not null),
            SourceSequence list => list.Items.Select(FirstAnchor).FirstOrDefault(static found => found is not null),
            _ => null,
        };
    }
}
