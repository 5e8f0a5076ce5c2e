using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Qa.Rules.Matching;

/// <summary>
/// Normalisation as every turn of every interaction goes through it: one look-up a character and no branch that ordinary text
/// makes hard to predict. Where a character may interact with its neighbours, the stretch up to the next one that cannot is
/// done again by <see cref="StretchNormaliser"/>.
/// </summary>
internal ref struct TextAppender
{
    // A space and a character are written before it is known whether they stay.
    private const int Slack = 2;

    // INVARIANT: a code point becomes one code point at most two units long in the target, and a space at most before it.
    private const int UnitsPerCodePoint = 3;

    private readonly ReadOnlySpan<char> _text;
    private readonly TextBuffer _buffer;
    private readonly CharacterData _data;
    private int _state;

    // The buffer and state as they were before the last code point of the plain path, for when that one has to be done again.
    private int _lengthBefore;
    private int _stateBefore;

    private TextAppender(ReadOnlySpan<char> text, TextBuffer buffer)
    {
        _text = text;
        _buffer = buffer;
        _data = CharacterData.Instance;
        _state = Spacing.AfterOther;
        _lengthBefore = buffer.Length;
        _stateBefore = _state;
    }

    /// <summary>Appends the normalised form of <paramref name="text"/>.</summary>
    public static void Append(ReadOnlySpan<char> text, TextBuffer buffer)
    {
        buffer.Reserve(text.Length + Slack);
        var appender = new TextAppender(text, buffer);
        for (var position = appender.AppendPlain(0); position < text.Length; position = appender.AppendPlain(position))
            position = appender.AppendGeneral(position);
    }

    /// <summary>Goes on as far as characters can be taken one by one; returns where the first that cannot is, or the end.</summary>
    private int AppendPlain(int position)
    {
        ref var source = ref MemoryMarshal.GetReference(_text);
        ref var target = ref MemoryMarshal.GetArrayDataReference(_buffer.Chars);
        ref var classes = ref Unsafe.AsRef(in _data.Classes.First);
        ref var rows = ref MemoryMarshal.GetArrayDataReference(Spacing.Rows);
        nint length = _text.Length;
        nint index = position;
        nint written = _buffer.Length;
        var writtenBefore = written;
        var state = _state;
        var stateBefore = state;
        for (; index < length; index++)
        {
            uint unit = Unsafe.Add(ref source, index);
            uint kind = Unsafe.Add(ref classes, unit);
            ulong row;
            if (kind < CharacterClass.FirstWithoutRow)
            {
                row = Unsafe.Add(ref rows, kind);
                unit += (uint)(row >> Spacing.AddedShift);
            }
            else if (kind == CharacterClass.Replaced)
            {
                unit = Replace((int)unit);
                row = UnicodeTable.IsCjk((int)unit) ? Spacing.Cjk : Spacing.Word;
            }
            else if (kind == CharacterClass.General || !TryTakePair((int)index, out row, out var pairLength))
            {
                break;
            }
            else
            {
                writtenBefore = written;
                stateBefore = state;
                var paired = (int)(row >> state);
                Unsafe.Add(ref target, written) = ' ';
                written += (paired >> Spacing.SpaceShift) & 1;
                state = paired & Spacing.StateMask;
                if ((row >> Spacing.KeptShift) != 0)
                {
                    Unsafe.Add(ref target, written) = (char)unit;
                    Unsafe.Add(ref target, written + 1) = Unsafe.Add(ref source, index + 1);
                    written += 2;
                }

                index += pairLength - 1;
                continue;
            }

            writtenBefore = written;
            stateBefore = state;
            var moved = (int)(row >> state);
            Unsafe.Add(ref target, written) = ' ';
            written += (moved >> Spacing.SpaceShift) & 1;
            Unsafe.Add(ref target, written) = (char)unit;
            written += (nint)(row >> Spacing.KeptShift) & 1;
            state = moved & Spacing.StateMask;
        }

        _buffer.Length = (int)written;
        _state = state;
        _lengthBefore = (int)writtenBefore;
        _stateBefore = stateBefore;
        return (int)index;
    }

    private readonly uint Replace(int unit)
    {
        var parts = _data.Decomposition(unit);
        return (uint)_data.ToLower(parts.Length == 1 ? parts[0] : unit);
    }

    /// <summary>The row of a surrogate pair that stays as it is; false for one that does not.</summary>
    private readonly bool TryTakePair(int index, out ulong row, out int length)
    {
        const CharacterProperties Stays = CharacterProperties.LetterMarkOrNumber | CharacterProperties.Dropped | CharacterProperties.Han;
        var codePoint = Utf16.CodePointAt(_text, index, out length);
        var properties = _data.Properties(codePoint);
        row = (properties & CharacterProperties.Dropped) != 0 ? Spacing.Dropped
            : (properties & CharacterProperties.LetterMarkOrNumber) == 0 ? Spacing.Separator
            : UnicodeTable.IsCjk(codePoint) ? Spacing.Cjk
            : Spacing.Word;
        return (properties & ~Stays & ~CharacterProperties.Decomposes) == 0;
    }

    /// <summary>Does the shortest stretch around a character of the general kind and returns where it ends.</summary>
    private int AppendGeneral(int position)
    {
        var start = position;
        if (Joins(position, out var length) && position > 0)
        {
            // What stands before it was plain, and is done again together with it.
            start = Utf16.StartOfCodePointBefore(_text, position);
            _buffer.Length = _lengthBefore;
            _state = _stateBefore;
        }

        var aloneLength = length;
        var end = position + length;
        while (end < _text.Length && Joins(end, out length))
            end += length;
        var stretches = _buffer.Stretches;
        if (start == position && end == position + aloneLength)
        {
            var alone = stretches.Alone(_text, start, end);
            _buffer.Reserve(checked(alone.Length * UnitsPerCodePoint + (_text.Length - end) + Slack));
            foreach (ref readonly var unit in alone)
                Take(unit);
            return end;
        }

        stretches.Run(_text, start, end);
        _buffer.Reserve(checked(stretches.Count * UnitsPerCodePoint + (_text.Length - end) + Slack));
        foreach (ref readonly var unit in stretches.Units)
            Take(KeptUnit.Of(unit.CodePoint));
        return end;
    }

    private readonly bool Joins(int position, out int length) =>
        (_data.Properties(Utf16.CodePointAt(_text, position, out length)) & CharacterProperties.Joins) != 0;

    private void Take(KeptUnit unit)
    {
        if (unit.Row == Spacing.Dropped)
            return;
        var moved = (int)(unit.Row >> _state);
        _state = moved & Spacing.StateMask;
        if (unit.Row == Spacing.Separator)
            return;
        if (((moved >> Spacing.SpaceShift) & 1) != 0)
            _buffer.Chars[_buffer.Length++] = ' ';
        if (unit.LowerCase <= char.MaxValue)
            _buffer.Chars[_buffer.Length++] = (char)unit.LowerCase;
        else
            _buffer.Length += Utf16.Write(unit.LowerCase, _buffer.Chars.AsSpan(_buffer.Length));
    }
}
