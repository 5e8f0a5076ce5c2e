namespace Qa.Rules.Matching;

/// <summary>What a scan found. Kept and cleared between scans, so that scanning allocates nothing once it has grown.</summary>
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
