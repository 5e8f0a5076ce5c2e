using System.Text;

namespace Qa.Rules.Matching;

/// <summary>
/// Normalisation that keeps track of the original. It runs only for turns that have evidence to show, so it is written plainly
/// and apart from <see cref="TextAppender"/>, and each is a check on the other.
/// </summary>
internal sealed class PositionedNormaliser
{
    private readonly CharacterData _data = CharacterData.Instance;
    private readonly StretchNormaliser _stretches = new();
    private readonly string _original;
    private readonly StringBuilder _text;
    private readonly List<int> _starts;
    private readonly List<int> _ends;

    // The run of separators since the last kept character; none when its start is negative.
    private int _runStart = -1;
    private int _runEnd;
    private bool _afterWord;

    private PositionedNormaliser(string original)
    {
        _original = original;
        _text = new StringBuilder(original.Length);
        _starts = new List<int>(original.Length);
        _ends = new List<int>(original.Length);
    }

    public static NormalisedText Run(string original)
    {
        var run = new PositionedNormaliser(original);
        foreach (var (start, end) in new Stretches(original))
            run.TakeStretch(start, end);
        return new NormalisedText(run._text.ToString(), original.Length, [.. run._starts], [.. run._ends]);
    }

    private void TakeStretch(int start, int end)
    {
        var only = Utf16.CodePointAt(_original, start, out var length);
        if (length == end - start && (_data.Properties(only) & CharacterProperties.Changes) == 0)
        {
            Take(only, start, end);
            return;
        }

        _stretches.Run(_original, start, end);
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
        var length = Utf16.Write(codePoint, units);
        _text.Append(units[..length]);
        for (var each = 0; each < length; each++)
        {
            _starts.Add(start);
            _ends.Add(end);
        }
    }
}
