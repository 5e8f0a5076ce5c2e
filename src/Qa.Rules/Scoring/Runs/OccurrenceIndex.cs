namespace Qa.Rules.Scoring;

/// <summary>The occurrences that the matching pass found, by text operator ("leaf"), and the norms that they concern.</summary>
internal sealed class OccurrenceIndex
{
    private const int None = -1;

    private LeafOccurrence[] _occurrences = new LeafOccurrence[256];
    private int[] _next = new int[256];
    private int[] _heads = [];
    private int[] _tails = [];
    private int[] _touched = new int[64];
    private int _count;

    /// <summary>Leaves with an occurrence, in the order in which they were first touched.</summary>
    public ReadOnlySpan<int> TouchedLeaves => _touched.AsSpan(0, TouchedCount);

    private int TouchedCount { get; set; }

    public void Reset(int leafCount)
    {
        // INVARIANT: between runs every head is None, so a reset costs what the last run touched, not the tree's size.
        foreach (var leaf in TouchedLeaves)
            _heads[leaf] = None;
        TouchedCount = 0;
        _count = 0;
        if (_heads.Length >= leafCount)
            return;
        _heads = new int[leafCount];
        _tails = new int[leafCount];
        Array.Fill(_heads, None);
    }

    public bool Has(int leaf) => _heads[leaf] != None;

    public void Add(int leaf, LeafOccurrence occurrence)
    {
        // Digits come in rows: a row of one set's literals is kept as one.
        if (occurrence.Kind == OccurrenceKind.Arm && _heads[leaf] != None && _occurrences[_tails[leaf]] is var last
            && last.Turn == occurrence.Turn && last.Phrase == occurrence.Phrase && last.End == occurrence.Start)
        {
            _occurrences[_tails[leaf]] = last with { End = occurrence.End, InARow = last.InARow + 1 };
            return;
        }

        if (_count == _occurrences.Length)
        {
            Array.Resize(ref _occurrences, _count * 2);
            Array.Resize(ref _next, _count * 2);
        }

        if (_heads[leaf] == None)
        {
            if (TouchedCount == _touched.Length)
                Array.Resize(ref _touched, TouchedCount * 2);
            _touched[TouchedCount++] = leaf;
            _heads[leaf] = _count;
        }
        else
        {
            _next[_tails[leaf]] = _count;
        }

        _occurrences[_count] = occurrence;
        _next[_count] = None;
        _tails[leaf] = _count++;
    }

    /// <summary>Copies a leaf's occurrences into <paramref name="into"/>, sorted.</summary>
    public void CopySorted(int leaf, GrowingList<LeafOccurrence> into)
    {
        into.Clear();
        for (var index = _heads[leaf]; index != None; index = _next[index])
            into.Add(_occurrences[index]);
        if (!IsSorted(into.Span))
            into.Span.Sort();
    }

    // The matcher goes through the text from front to back, so this is the rule.
    private static bool IsSorted(ReadOnlySpan<LeafOccurrence> occurrences)
    {
        for (var index = 1; index < occurrences.Length; index++)
        {
            if (occurrences[index - 1].CompareTo(occurrences[index]) > 0)
                return false;
        }

        return true;
    }
}
