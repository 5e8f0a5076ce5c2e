namespace Qa.Rules.Matching;

/// <summary>What a scan for sounds found. Kept and cleared between scans, so that scanning allocates nothing once it has grown.</summary>
internal sealed class PinyinOccurrenceList
{
    public PinyinOccurrence[] Items = new PinyinOccurrence[64];

    public int Count;

    /// <summary>Working memory of the scan: a matcher is shared between threads and has none of its own.</summary>
    internal PinyinSteps Pending;

    public void Add(PinyinOccurrence occurrence)
    {
        if (Count == Items.Length)
            Array.Resize(ref Items, Items.Length * 2);
        Items[Count++] = occurrence;
    }

    public void Clear() => Count = 0;
}
