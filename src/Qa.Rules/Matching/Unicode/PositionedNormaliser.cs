namespace Qa.Rules.Matching;

/// <summary>
/// Normalisation that keeps track of the original. It runs only for turns that have evidence to show, so it is written plainly
/// and apart from <see cref="TextAppender"/>, and each is a check on the other. Reusable: for plain text it allocates nothing.
/// </summary>
internal sealed class PositionedNormaliser
{
    private readonly CharacterData _data = CharacterData.Instance;
    private readonly StretchNormaliser _stretches = new();
    private string _original = "";
    private PositionedText _target = null!;

    // The run of separators since the last kept character; none when its start is negative.
    private int _runStart = -1;
    private int _runEnd;
    private bool _afterWord;

    /// <summary>Appends the normalised form of <paramref name="original"/>, with positions in it.</summary>
    public void Append(string original, PositionedText target)
    {
        _original = original;
        _target = target;
        _runStart = -1;
        _afterWord = false;
        foreach (var (start, end) in new Stretches(original))
            TakeStretch(start, end);
    }

    /// <summary>Lets go of the text that was appended last.</summary>
    public void Forget() => (_original, _target) = ("", null!);

    private void TakeStretch(int start, int end)
    {
        var only = Utf16.CodePointAt(_original, start, out var length);
        if (length == end - start && (_data.Properties(only) & CharacterProperties.Changes) == 0)
        {
            Take(only, start, end);
            return;
        }

        _stretches.Run(_original, start, end);
        if (length == end - start)
        {
            // A code point that is changed and stands alone, full-width punctuation mostly, is one piece.
            foreach (var unit in _stretches.Units)
                Take(unit.CodePoint, start, end);
            return;
        }

        foreach (var piece in PieceFinder.Find(_original, start, end, _stretches.Units))
            TakePiece(piece, _stretches.Units[piece.FirstUnit..piece.EndUnit]);
    }

    private void TakePiece(PieceFinder.Piece piece, ReadOnlySpan<StretchNormaliser.Unit> units)
    {
        if (!IsUnchanged(piece, units))
        {
            foreach (var unit in units)
                Take(unit.CodePoint, piece.Start, piece.End);
            return;
        }

        for (var position = piece.Start; position < piece.End;)
        {
            var codePoint = Utf16.CodePointAt(_original, position, out var length);
            Take(codePoint, position, position + length);
            position += length;
        }
    }

    private bool IsUnchanged(PieceFinder.Piece piece, ReadOnlySpan<StretchNormaliser.Unit> units)
    {
        var position = piece.Start;
        foreach (var unit in units)
        {
            if (position == piece.End || Utf16.CodePointAt(_original, position, out var length) != unit.CodePoint)
                return false;
            position += length;
        }

        return position == piece.End;
    }

    // Steps 2 and 3 for a code point of the NFKC form that covers the original from start to end.
    private void Take(int codePoint, int start, int end)
    {
        var properties = _data.Properties(codePoint);
        if ((properties & CharacterProperties.Dropped) != 0)
            return;
        if ((properties & CharacterProperties.LetterMarkOrNumber) == 0)
        {
            _runStart = _runStart < 0 ? start : _runStart;
            _runEnd = end;
            return;
        }

        var isWord = !UnicodeTable.IsCjk(codePoint);
        if (_afterWord && isWord && _runStart >= 0)
            Write(' ', _runStart, _runEnd);
        Write(_data.ToLower(codePoint), start, end);
        _runStart = -1;
        _afterWord = isWord;
    }

    private void Write(int codePoint, int start, int end)
    {
        Span<char> units = stackalloc char[2];
        foreach (var unit in units[..Utf16.Write(codePoint, units)])
            _target.Add(unit, start, end);
    }
}
