namespace Qa.Rules.Matching;

/// <summary>
/// What a scan found, in a buffer that is kept from scan to scan: <see cref="Clear"/> forgets the items and keeps the room, so
/// that scanning allocates nothing once the buffer has grown. Not safe for concurrent use: one list a scanning thread.
/// </summary>
internal sealed class OccurrenceList
{
    public Occurrence[] Items = new Occurrence[256];

    public int Count;

    public void Add(int pattern, int start)
    {
        if (Count == Items.Length)
            Array.Resize(ref Items, Items.Length * 2);
        Items[Count++] = new Occurrence(pattern, start);
    }

    public void Clear() => Count = 0;
}
