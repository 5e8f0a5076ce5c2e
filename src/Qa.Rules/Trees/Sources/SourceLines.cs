namespace Qa.Rules.Trees.Sources;

/// <summary>The lines of a source text: where they begin and end, which are comments, which are blank.</summary>
internal sealed class SourceLines(string text)
{
    public string Text => text;

    /// <summary>The line end of the text's first line; LF where it has none.</summary>
    public string NewLine { get; } = text.IndexOfAny(['\r', '\n']) is >= 0 and var end
        ? text[end] == '\n' ? "\n" : end + 1 < text.Length && text[end + 1] == '\n' ? "\r\n" : "\r"
        : "\n";

    public int StartOf(int index)
    {
        while (index > 0 && !IsLineEnd(text[index - 1]))
            index--;
        return index;
    }

    /// <summary>Index after the line end of the line in which the index is; the text's end on the last line.</summary>
    public int AfterLine(int index)
    {
        while (index < text.Length && !IsLineEnd(text[index]))
            index++;
        if (index == text.Length)
            return index;
        return text[index] == '\r' && index + 1 < text.Length && text[index + 1] == '\n' ? index + 2 : index + 1;
    }

    public int ColumnOf(int index) => index - StartOf(index);

    /// <summary>Whether nothing but blanks stands before it on its line.</summary>
    public bool IsFirstOnLine(int index) => text.AsSpan(StartOf(index)..index).Trim(' ').IsEmpty;

    public bool IsBlank(int lineStart) => Content(lineStart).IsEmpty;

    public bool IsComment(int lineStart) => Content(lineStart) is ['#', ..];

    /// <summary>Blanks before the first other character of a line.</summary>
    public int IndentOf(int lineStart)
    {
        var index = lineStart;
        while (index < text.Length && text[index] == ' ')
            index++;
        return index - lineStart;
    }

    /// <summary>The next index at or after this one that is neither blank nor line end nor in a comment.</summary>
    public int SkipTrivia(int index)
    {
        while (index < text.Length)
        {
            if (text[index] == '#' && (index == 0 || text[index - 1] is ' ' or '\t' or '\r' or '\n'))
                index = AfterLine(index);
            else if (text[index] is ' ' or '\t' or '\r' or '\n')
                index++;
            else
                break;
        }

        return index;
    }

    /// <summary>Index after the last character before this one that is neither blank nor line end.</summary>
    public int TrimBefore(int index)
    {
        while (index > 0 && text[index - 1] is ' ' or '\t' or '\r' or '\n')
            index--;
        return index;
    }

    public SourcePosition PositionOf(int index) => Reading.TextCursor.PositionAt(text, index);

    private ReadOnlySpan<char> Content(int lineStart) => text.AsSpan(lineStart..AfterLine(lineStart)).Trim(" \t\r\n");

    private static bool IsLineEnd(char unit) => unit is '\n' or '\r';
}
