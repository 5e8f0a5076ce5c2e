using System.Buffers;
using System.Text;
using Spectre.Console;

namespace Qa.Portal.Commands.Hosting;

/// <summary>
/// Breaks styled text into lines of a width in terminal cells, the way Chinese is set: between any two Han characters and
/// at spaces, but no line begins with a closing mark or ends with an opening one.
/// </summary>
internal static class LineWrap
{
    private static readonly SearchValues<char> NotAtStart = SearchValues.Create("，。、；：？！）》」』】”’…,.;:?!)]}›");
    private static readonly SearchValues<char> NotAtEnd = SearchValues.Create("（《「『【“‘([{‹");

    /// <param name="width">At least 2, so that every character fits.</param>
    public static List<List<StyledText>> Wrap(IEnumerable<StyledText> pieces, int width)
    {
        var cells = pieces.SelectMany(static piece => piece.Text.EnumerateRunes().Select(rune => new Cell(rune, piece.Style))).ToList();
        var lines = new List<List<StyledText>>();
        for (var start = 0; start < cells.Count;)
        {
            var end = EndOfLine(cells, start, width);
            lines.Add(Join(cells, start, end));
            start = end;
            while (start < cells.Count && start > 0 && cells[start].IsSpace)
                start++;
        }

        return lines.Count == 0 ? [[]] : lines;
    }

    private static int EndOfLine(List<Cell> cells, int start, int width)
    {
        var (used, lastBreak) = (0, start);
        for (var index = start; index < cells.Count; index++)
        {
            if (index > start && MayBreakBefore(cells[index - 1], cells[index]))
                lastBreak = index;
            used += cells[index].Width;
            if (used > width)
                return lastBreak > start ? lastBreak : Math.Max(index, start + 1);
        }

        return cells.Count;
    }

    private static bool MayBreakBefore(Cell before, Cell cell) =>
        before.IsSpace || ((before.Width > 1 || cell.Width > 1) && !before.IsIn(NotAtEnd) && !cell.IsIn(NotAtStart) && cell.Width > 0);

    private static List<StyledText> Join(List<Cell> cells, int start, int end)
    {
        var line = new List<StyledText>();
        var text = new StringBuilder();
        for (var index = start; index < end; index++)
        {
            text.Append(cells[index].Text);
            if (index + 1 < end && cells[index + 1].Style.Equals(cells[index].Style))
                continue;
            line.Add(new(text.ToString(), cells[index].Style));
            text.Clear();
        }

        return line;
    }

    private readonly record struct Cell(Rune Rune, Style Style)
    {
        public string Text { get; } = Rune.ToString();

        public int Width => Text.GetCellWidth();

        public bool IsSpace => Rune.Value == ' ';

        public bool IsIn(SearchValues<char> set) => Rune.IsBmp && set.Contains((char)Rune.Value);
    }
}
