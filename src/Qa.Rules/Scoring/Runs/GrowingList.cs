namespace Qa.Rules.Scoring;

/// <summary>A list whose storage stays with the run and is handed out as a span.</summary>
internal sealed class GrowingList<T>
{
    private T[] _items = new T[64];

    public int Count { get; private set; }

    public Span<T> Span => _items.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(T item)
    {
        if (Count == _items.Length)
            Array.Resize(ref _items, Count * 2);
        _items[Count++] = item;
    }

    /// <summary>Makes the list <paramref name="count"/> long; what stands in it is whatever stood there before.</summary>
    public Span<T> Resize(int count)
    {
        if (_items.Length < count)
            _items = new T[Math.Max(count, _items.Length * 2)];
        Count = count;
        return Span;
    }
}
