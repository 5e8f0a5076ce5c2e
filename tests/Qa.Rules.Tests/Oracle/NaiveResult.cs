namespace Qa.Rules.Tests.Oracle;

/// <summary>What evaluating a condition gives.</summary>
internal sealed record NaiveResult(bool Holds, List<NaiveHit> Hits)
{
    // A condition that does not hold has no hits, whoever reads them.
    public static readonly NaiveResult Not = new(false, []);

    /// <summary>The number of hits, 1 for a condition that holds without any, and 0 for one that does not hold.</summary>
    public int Count => !Holds ? 0 : Math.Max(1, Hits.Count);

    public static NaiveResult Plain(bool holds) => holds ? new(true, []) : Not;

    public static NaiveResult AtLeast(int minHits, IEnumerable<NaiveHit> hits)
    {
        var ordered = NaiveHit.Ordered(hits);
        return ordered.Count >= minHits ? new(true, ordered) : Not;
    }
}
