namespace Qa.Rules.Matching;

/// <summary>Normalised text and where in the original each unit comes from, as it grows: kept and reused, for any number of turns end to end.</summary>
internal sealed class PositionedText
{
    private const int InitialCapacity = 256;

    private char[] _units = new char[InitialCapacity];
    private int[] _starts = new int[InitialCapacity];
    private int[] _ends = new int[InitialCapacity];

    public int Count { get; private set; }

    public ReadOnlySpan<char> Units => _units.AsSpan(0, Count);

    /// <summary>For each unit where in its original what it covers begins.</summary>
    public ReadOnlySpan<int> Starts => _starts.AsSpan(0, Count);

    /// <summary>For each unit where in its original what it covers ends.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    public void Clear() => Count = 0;

    /// <summary>Clears it, and leaves nothing of the text in the storage.</summary>
    public void Wipe()
    {
        _units.AsSpan(0, Count).Clear();
        Count = 0;
    }

    public void Add(char unit, int start, int end)
    {
        if (Count == _units.Length)
        {
            Array.Resize(ref _units, Count * 2);
            Array.Resize(ref _starts, Count * 2);
            Array.Resize(ref _ends, Count * 2);
        }

        _units[Count] = unit;
        _starts[Count] = start;
        _ends[Count++] = end;
    }
}
