using System.Collections.Immutable;

namespace Qa.Rules.Trees.Sources;

/// <summary>The parts of a list or mapping that is written between brackets, with the commas that go with them.</summary>
/// <param name="lines">The text.</param>
/// <param name="open">The opening bracket.</param>
/// <param name="extents">Where each part begins, and the index after its end.</param>
internal sealed class FlowItems(SourceLines lines, int open, ImmutableArray<(int Start, int End)> extents)
{
    private readonly string _text = lines.Text;

    /// <summary>Takes a run of parts out, not all of them.</summary>
    public ImmutableArray<SourcePatch> Remove(int first, int count)
    {
        var (start, next) = (extents[first].Start, first + count);
        if (next < extents.Length)
        {
            var end = lines.SkipTrivia(extents[next - 1].End) + 1;
            while (end < extents[next].Start && _text[end] is ' ' or '\r' or '\n')
                end++;
            return [new(start, end - start, "")];
        }

        var comma = lines.SkipTrivia(extents[first - 1].End);
        var isOneStretch = _text.AsSpan((comma + 1)..start).Trim(" \t\r\n").IsEmpty;
        var before = extents[first - 1].End;
        return isOneStretch
            ? [new(before, extents[^1].End - before, "")]
            : [new(comma, 1, ""), new(start, extents[^1].End - start, "")];
    }

    /// <summary>Puts new parts before the one at an index, or after the last; there is one already.</summary>
    public SourcePatch Insert(int index, IReadOnlyList<string> parts)
    {
        // A list with a line for each part gets a line for each new one.
        var onLines = lines.IsFirstOnLine(extents[0].Start) && lines.StartOf(open) != lines.StartOf(extents[0].Start);
        var separator = onLines ? "," + lines.NewLine + new string(' ', lines.ColumnOf(extents[0].Start)) : ", ";
        return index == 0
            ? new(extents[0].Start, 0, string.Concat(parts.Select(part => part + separator)))
            : new(extents[index - 1].End, 0, string.Concat(parts.Select(part => separator + part)));
    }
}
