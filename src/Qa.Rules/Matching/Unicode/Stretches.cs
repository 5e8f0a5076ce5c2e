namespace Qa.Rules.Matching;

/// <summary>
/// Cuts a text before every character that does not join (<see cref="CharacterProperties.Joins"/>). Each stretch can be
/// normalised without its neighbours, whatever they are.
/// </summary>
internal ref struct Stretches(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _start;
    private int _end;

    public readonly (int Start, int End) Current => (_start, _end);

    public readonly Stretches GetEnumerator() => this;

    public bool MoveNext()
    {
        _start = _end;
        if (_start == _text.Length)
            return false;
        Utf16.CodePointAt(_text, _start, out var length);
        _end = _start + length;
        while (_end < _text.Length
            && (CharacterData.Instance.Properties(Utf16.CodePointAt(_text, _end, out length)) & CharacterProperties.Joins) != 0)
            _end += length;
        return true;
    }
}
