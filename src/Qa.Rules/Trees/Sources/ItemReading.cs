using System.Collections.Immutable;
using Qa.Rules.Trees.Reading;

namespace Qa.Rules.Trees.Sources;

/// <summary>
/// Reads an edited source by reading only the item of a list that was edited: a norm among thousands. What stands before it is as it was, and
/// what stands after it has moved. Exactly what reading the whole text gives, or nothing where that cannot be known from the item alone.
/// </summary>
internal sealed class ItemReading
{
    // Which end lines for some readers and not for others.
    private const string Separators = "\u0085\u2028\u2029";

    private readonly string _edited;
    private readonly SourceLines _lines;
    private readonly int _start;
    private readonly int _end;
    private readonly int _units;
    private int _movedLines;

    private ItemReading(NormSource source, ImmutableArray<SourcePatch> patches, string edited)
    {
        (_edited, _lines) = (edited, new(source.Body));
        (_start, _end) = (patches[0].Start, patches.Max(static patch => patch.End));
        _units = edited.Length - source.Body.Length;
    }

    /// <param name="source">As it was before.</param>
    /// <param name="patches">In their order, not empty; counted without a byte order mark.</param>
    /// <param name="edited">The text after them, without a byte order mark.</param>
    /// <returns>What it says and how it is written; null where the whole has to be read.</returns>
    public static (DocumentReading Reading, SourceNode Outline)? Of(NormSource source, ImmutableArray<SourcePatch> patches, string edited)
    {
        if (source.IsJson || source.Reading.Problems.Count > 0 || Reads(source.Body) is null || Reads(edited) is null)
            return null;
        var reading = new ItemReading(source, patches, edited);
        if (reading.Within(source.Outline, source.Reading.Root!, source.Body.Length, depth: 0) is not { } read)
            return null;

        // What an alias shows has the place of its anchor, wherever it stands.
        if (reading._movedLines != 0 && source.Body.Contains('&', StringComparison.Ordinal) && HasAnchor(source.Outline))
            return null;
        return DocumentPlaces.Count(read.Said) > TreeLimits.Values ? null : (DocumentReading.Of(read.Said, source.Reading.Problems, isJson: false), read.Written);
    }

    private static SourceText? Reads(string text) => text.AsSpan().IndexOfAny(Separators) < 0 ? SourceText.Check(text, out _) : null;

    /// <param name="limit">Where the line begins on which the next value after it stands.</param>
    /// <param name="depth">Mappings and lists around it.</param>
    private Part? Within(SourceNode written, DocumentNode said, int limit, int depth) => (written, said) switch
    {
        (SourceMapping { Layout: SourceLayout.Block } mapping, DocumentMapping document) => Within(mapping, document, limit, depth + 1),
        (SourceSequence { Layout: SourceLayout.Block } list, DocumentSequence document) => Within(list, document, limit, depth + 1),
        _ => null,
    };

    private Part? Within(SourceMapping written, DocumentMapping said, int limit, int depth)
    {
        var at = written.Entries.Length - 1;
        while (at >= 0 && _start < written.Entries[at].Value.Start)
            at--;
        if (at < 0)
            return null;
        var end = at + 1 < written.Entries.Length ? _lines.StartOf(written.Entries[at + 1].Key.Start) : limit;
        var (entry, meaning) = (written.Entries[at], said.Entries[at]);
        if (_end > end || Within(entry.Value, meaning.Value, end, depth) is not { } part)
            return null;
        var entries = written.Entries.ToBuilder();
        var meanings = said.Entries.ToBuilder();
        (entries[at], meanings[at]) = (entry with { Value = part.Written }, meaning with { Value = part.Said });
        for (var i = at + 1; i < entries.Count; i++)
        {
            entries[i] = new(DocumentPlaces.Move(entries[i].Key, _units), DocumentPlaces.Move(entries[i].Value, _units));
            meanings[i] = DocumentPlaces.Move(meanings[i], _movedLines);
        }

        return new(written with { End = entries[^1].Value.End, Entries = entries.MoveToImmutable() }, new DocumentMapping(said.Position, meanings.MoveToImmutable()));
    }

    private Part? Within(SourceSequence written, DocumentSequence said, int limit, int depth)
    {
        var at = written.Items.Length - 1;
        while (at > 0 && _start < LineOf(written, at))
            at--;
        var (start, end) = (LineOf(written, at), at + 1 < written.Items.Length ? LineOf(written, at + 1) : limit);
        if (_start < start || _start == end || _end > end || !_lines.IsFirstOnLine(MarkOf(written, at)))
            return null;
        if ((Within(written.Items[at], said.Items[at], end, depth) ?? Read(written.Items[at], start, end, depth)) is not { } part)
            return null;
        var items = written.Items.ToBuilder();
        var meanings = said.Items.ToBuilder();
        (items[at], meanings[at]) = (part.Written, part.Said);
        for (var i = at + 1; i < items.Count; i++)
            (items[i], meanings[i]) = (DocumentPlaces.Move(items[i], _units), DocumentPlaces.Move(meanings[i], _movedLines));
        return new(written with { End = items[^1].End, Items = items.MoveToImmutable() }, new DocumentSequence(said.Position, meanings.MoveToImmutable()));
    }

    // The lines of an item, which are a document by themselves: a list of one. An anchor in it may show elsewhere.
    private Part? Read(SourceNode before, int start, int end, int depth)
    {
        var text = _edited[start..(end + _units)];
        var reading = DocumentReader.Read(text);
        if (reading is not { IsJson: false, Problems.Count: 0, Root: DocumentSequence { Items: [var said] } list }
            || YamlOutline.Of(text) is not SourceSequence { Layout: SourceLayout.Block, Items: [var written] } outline
            || outline.Start + start != _lines.SkipTrivia(start) || HasAnchor(before) || HasAnchor(written) || DocumentPlaces.Height(list) + depth - 1 > TreeLimits.Depth)
            return null;
        var linesAbove = TextCursor.PositionAt(_edited, start).Line - 1;
        _movedLines = TextCursor.PositionAt(text, text.Length).Line - TextCursor.PositionAt(_lines.Text.AsSpan(start..end), end - start).Line;
        return new(DocumentPlaces.Move(written, start), DocumentPlaces.Move(said, linesAbove));
    }

    private int LineOf(SourceSequence list, int index) => _lines.StartOf(MarkOf(list, index));

    private int MarkOf(SourceSequence list, int index) => _lines.SkipTrivia(index == 0 ? list.Open : list.Items[index - 1].End);

    private static bool HasAnchor(SourceNode node) => node.HasAnchor || node switch
    {
        SourceAlias => true,
        SourceMapping mapping => mapping.Entries.Any(static entry => HasAnchor(entry.Key) || HasAnchor(entry.Value)),
        SourceSequence list => list.Items.Any(HasAnchor),
        _ => false,
    };

    private sealed record Part(SourceNode Written, DocumentNode Said);
}
