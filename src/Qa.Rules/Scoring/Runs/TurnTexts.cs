using System.Collections.Immutable;
using Qa.Rules.Interactions;
using Qa.Rules.Matching;

namespace Qa.Rules.Scoring;

/// <summary>
/// The normalised texts of an interaction's turns, end to end in one buffer with a '\0' between them, so that one pass of a
/// matcher sees all turns and no match reaches from one turn into another. Where a text stood in the original is worked out
/// again only for turns with a hit: most turns of most interactions have none.
/// </summary>
internal sealed class TurnTexts
{
    private readonly TextBuffer _buffer = new();
    private readonly GrowingList<int> _starts = new();
    private readonly GrowingList<int> _ends = new();
    private readonly PositionedNormaliser _positioner = new();
    private readonly PositionedText _positions = new();

    // Where in _positions a turn's begin; negative for a turn that has had no hit yet.
    private readonly GrowingList<int> _positionsOfTurn = new();
    private ImmutableArray<Turn> _turns = [];

    /// <summary>The buffer, readable for <see cref="PhraseMatcher.Padding"/> characters beyond <see cref="Length"/>.</summary>
    public char[] Characters => _buffer.Chars;

    public int Length { get; private set; }

    /// <param name="turns">Turns whose role is not read get an empty text.</param>
    public void Build(ImmutableArray<Turn> turns, TextRoles read)
    {
        _turns = turns;
        _buffer.Length = 0;
        var starts = _starts.Resize(turns.Length);
        var ends = _ends.Resize(turns.Length);
        _positions.Clear();
        _positionsOfTurn.Resize(turns.Length).Fill(-1);
        for (var index = 0; index < turns.Length; index++)
        {
            starts[index] = _buffer.Length;
            if (Reads(read, turns[index].Role))
                TextNormaliser.Append(turns[index].Text, _buffer);
            ends[index] = _buffer.Length;
            AppendSeparators(1);
        }

        Length = _buffer.Length;
        AppendSeparators(PhraseMatcher.Padding);
    }

    /// <summary>Wipes the texts; the storage stays.</summary>
    public void Forget()
    {
        _buffer.Chars.AsSpan(0, _buffer.Length).Clear();
        _buffer.Length = Length = 0;
        _turns = [];
        _positions.Wipe();
        _positioner.Forget();
    }

    public ReadOnlySpan<char> this[int turn] => Characters.AsSpan(_starts.Span[turn], _ends.Span[turn] - _starts.Span[turn]);

    /// <summary>Where a turn's text begins in the buffer.</summary>
    public int StartOf(int turn) => _starts.Span[turn];

    /// <summary>The turn whose text covers a place of the buffer.</summary>
    /// <param name="guess">A turn to try first: places are mostly asked for in order.</param>
    public int TurnAt(int position, int guess)
    {
        if (position >= _starts.Span[guess] && position <= _ends.Span[guess])
            return guess;

        // Empty texts share their start with nothing: each turn owns at least its separator.
        var index = _starts.Span.BinarySearch(position);
        return index >= 0 ? index : ~index - 1;
    }

    /// <summary>The place in the original of a stretch, not empty, of a turn's normalised text.</summary>
    public Place ToOriginal(int turn, int start, int length, bool viaPinyin = false)
    {
        ref var offset = ref _positionsOfTurn.Span[turn];
        if (offset < 0)
        {
            offset = _positions.Count;
            _positioner.Append(_turns[turn].Text, _positions);
        }

        var originalStart = _positions.Starts[offset + start];
        return new(turn, originalStart, _positions.Ends[offset + start + length - 1] - originalStart, viaPinyin);
    }

    public Place WholeTurn(int turn) => new(turn, 0, _turns[turn].Text.Length);

    private void AppendSeparators(int count)
    {
        _buffer.Reserve(count);
        _buffer.Chars.AsSpan(_buffer.Length, count).Clear();
        _buffer.Length += count;
    }

    private static bool Reads(TextRoles read, Role role) => role switch
    {
        Role.Agent => (read & TextRoles.Agent) != 0,
        Role.Customer => (read & TextRoles.Customer) != 0,
        _ => false,
    };
}

/// <summary>Whose words a tree reads.</summary>
[Flags]
internal enum TextRoles : byte
{
    None = 0,
    Agent = 1,
    Customer = 2,
    Both = Agent | Customer,
}
