namespace Qa.Rules.Scoring;

/// <summary>The hits of all conditions of one run, end to end, so that a hit list is two numbers and costs no allocation.</summary>
internal sealed class PlaceArena
{
    private Place[] _places = new Place[256];

    public int Count { get; private set; }

    public ReadOnlySpan<Place> this[Verdict verdict] => _places.AsSpan(verdict.First, verdict.Count);

    public void Clear() => Count = 0;

    public void Add(Place place)
    {
        if (Count == _places.Length)
            Array.Resize(ref _places, Count * 2);
        _places[Count++] = place;
    }

    public void AddRange(Verdict verdict)
    {
        for (var index = 0; index < verdict.Count; index++)
            Add(_places[verdict.First + index]);
    }

    /// <summary>Takes back what was added since <paramref name="first"/>.</summary>
    public void Truncate(int first) => Count = first;

    /// <summary>The verdict of a condition whose hits were added, in order, since <paramref name="first"/>.</summary>
    public Verdict Close(int first, int minHits, bool unmeasurable)
    {
        var count = Count - first;
        if (count >= minHits)
            return new(true, unmeasurable, first, count);
        Truncate(first);
        return new(false, unmeasurable, 0, 0);
    }

    /// <summary>Puts the hits since <paramref name="first"/> in order, and makes hits at one place one hit, the exact one first.</summary>
    public void SortAndMerge(int first)
    {
        if (Count - first < 2)
            return;
        var added = _places.AsSpan(first, Count - first);
        added.Sort();
        var kept = 1;
        for (var index = 1; index < added.Length; index++)
        {
            if (!added[index].CoversSameAs(added[kept - 1]))
                added[kept++] = added[index];
        }

        Count = first + kept;
    }

    public void Sort(int first) => _places.AsSpan(first, Count - first).Sort();
}
