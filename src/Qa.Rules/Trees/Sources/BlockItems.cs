using System.Collections.Immutable;

namespace Qa.Rules.Trees.Sources;

/// <summary>
/// The parts of a list or mapping that is written by lines and indentation, each with the comments that go with it: those
/// directly above it at its own indentation, the one at its end, and those below it that are indented deeper than it.
/// </summary>
internal sealed class BlockItems
{
    private readonly SourceLines _lines;
    private readonly ImmutableArray<BlockPart> _items;

    private BlockItems(SourceLines lines, ImmutableArray<BlockPart> items) => (_lines, _items) = (lines, items);

    public int Count => _items.Length;

    /// <summary>Columns before every dash or key.</summary>
    public int Column => _lines.ColumnOf(_items[0].Mark);

    public static BlockItems Of(SourceLines lines, SourceMapping mapping) =>
        new(lines, Extend(lines, mapping.Entries.Select(static entry => (entry.Key.Start, entry.Value.End))));

    public static BlockItems Of(SourceLines lines, SourceSequence list)
    {
        var after = list.Open;
        var marks = new List<(int, int)>();
        foreach (var item in list.Items)
        {
            marks.Add((lines.SkipTrivia(after), item.End));
            after = item.End;
        }

        return new(lines, Extend(lines, marks));
    }

    public BlockPart this[int index] => _items[index];

    /// <summary>Takes a run of parts out, not all of them.</summary>
    public SourcePatch Remove(int first, int count)
    {
        var (from, next) = (_items[first], first + count);
        if (!_lines.IsFirstOnLine(from.Mark))
        {
            // The first key after a dash: what follows takes its place there.
            var place = _items[next].Head;
            return new(from.Mark, place + _lines.IndentOf(place) - from.Mark, "");
        }

        var start = from.Head;
        var end = _items[next - 1].Tail;
        if (next == Count || _lines.IsBlank(end))
            start = BeforeBlankLines(start);
        return new(start, end - start, "");
    }

    /// <summary>Puts new parts, written without indentation before and line end after them, before the one at an index, or after the last.</summary>
    public SourcePatch Insert(int index, IReadOnlyList<string> parts)
    {
        var indent = new string(' ', Column);
        var gap = HasBlankLines ? _lines.NewLine : "";
        if (index == 0 && (!_lines.IsFirstOnLine(_items[0].Mark) || _items[0].Head == 0))
            return new(_items[0].Mark, 0, string.Concat(parts.Select(part => part + _lines.NewLine + gap + indent)));
        if (index == 0)
            return new(_items[0].Head, 0, string.Concat(parts.Select(part => indent + part + _lines.NewLine + gap)));
        var place = _items[index - 1].Tail;
        var isLineStart = place == 0 || _lines.Text[place - 1] is '\n' or '\r';
        var text = string.Concat(parts.Select(part => gap + indent + part + _lines.NewLine));
        return new(place, 0, isLineStart ? text : _lines.NewLine + text[..^_lines.NewLine.Length]);
    }

    // Whether the author parts them by blank lines.
    private bool HasBlankLines
    {
        get
        {
            for (var i = 1; i < Count; i++)
            {
                if (_lines.IsFirstOnLine(_items[i].Mark) && BeforeBlankLines(_items[i].Head) == _items[i].Head)
                    return false;
            }

            return Count > 1;
        }
    }

    private int BeforeBlankLines(int lineStart)
    {
        while (lineStart > 0 && _lines.IsBlank(PreviousLine(lineStart)))
            lineStart = PreviousLine(lineStart);
        return lineStart;
    }

    private int PreviousLine(int lineStart) => PreviousLine(_lines, lineStart);

    private static int PreviousLine(SourceLines lines, int lineStart)
    {
        var end = lineStart - 1;
        if (end > 0 && lines.Text[end] == '\n' && lines.Text[end - 1] == '\r')
            end--;
        return lines.StartOf(end);
    }

    private static ImmutableArray<BlockPart> Extend(SourceLines lines, IEnumerable<(int Mark, int End)> marks)
    {
        var items = ImmutableArray.CreateBuilder<BlockPart>();
        var tail = 0;
        foreach (var (mark, end) in marks)
        {
            var head = Head(lines, mark, tail);
            tail = Tail(lines, end, lines.ColumnOf(mark));
            items.Add(new(head, mark, end, tail));
        }

        return items.DrainToImmutable();
    }

    private static int Head(SourceLines lines, int mark, int bound)
    {
        if (!lines.IsFirstOnLine(mark))
            return mark;
        var (head, column) = (lines.StartOf(mark), lines.ColumnOf(mark));
        while (head > bound && PreviousLine(lines, head) is var above && above >= bound && lines.IsComment(above) && lines.IndentOf(above) == column)
            head = above;
        return head;
    }

    private static int Tail(SourceLines lines, int end, int column)
    {
        var tail = lines.AfterLine(end);
        while (tail < lines.Text.Length && lines.IsComment(tail) && lines.IndentOf(tail) > column)
            tail = lines.AfterLine(tail);
        return tail;
    }

    /// <param name="Head">Where its lines begin, comments above it included; the mark itself where it is not first on its line.</param>
    /// <param name="Mark">Its dash or key.</param>
    /// <param name="End">After its value.</param>
    /// <param name="Tail">After its last line, comments included.</param>
    internal readonly record struct BlockPart(int Head, int Mark, int End, int Tail);
}
