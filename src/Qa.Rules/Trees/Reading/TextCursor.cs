namespace Qa.Rules.Trees.Reading;

/// <summary>
/// Turns offsets into lines and columns. Lines end where YAML and JSON say: at LF, CR, or both together. Offsets must
/// not go back, so that a whole document costs one pass.
/// </summary>
internal ref struct TextCursor(ReadOnlySpan<byte> utf8)
{
    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private int _offset;
    private int _line = 1;
    private int _column = 1;

    /// <param name="offset">In bytes; not less than in the call before.</param>
    public SourcePosition Advance(int offset)
    {
        for (; _offset < offset; _offset++)
        {
            var unit = _utf8[_offset];
            if (unit == '\n' || (unit == '\r' && !(_offset + 1 < _utf8.Length && _utf8[_offset + 1] == '\n')))
            {
                _line++;
                _column = 1;
            }
            else
            {
                _column += Utf16Units(unit);
            }
        }

        return new(_line, _column);
    }

    /// <summary>The place of one UTF-16 unit of a text.</summary>
    public static SourcePosition PositionAt(ReadOnlySpan<char> text, int index)
    {
        var (line, lineStart) = (1, 0);
        for (var i = 0; i < index; i++)
        {
            if (text[i] != '\n' && (text[i] != '\r' || (i + 1 < text.Length && text[i + 1] == '\n')))
                continue;
            line++;
            lineStart = i + 1;
        }

        return new(line, index - lineStart + 1);
    }

    // A UTF-8 sequence is counted at its first byte; those of four bytes are surrogate pairs in UTF-16.
    private static int Utf16Units(byte unit) => unit switch
    {
        >= 0x80 and < 0xC0 => 0,
        >= 0xF0 => 2,
        _ => 1,
    };
}
