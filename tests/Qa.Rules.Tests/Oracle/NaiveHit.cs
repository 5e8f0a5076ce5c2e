namespace Qa.Rules.Tests.Oracle;

/// <summary>Where a condition found something, in UTF-16 units of the original text.</summary>
internal sealed record NaiveHit(int Turn, int Start, int Length, string? Via)
{
    /// <summary>By turn, start, length; hits that are equal in these keep their order.</summary>
    public static List<NaiveHit> Ordered(IEnumerable<NaiveHit> hits) => hits.OrderBy(h => h.Turn).ThenBy(h => h.Start).ThenBy(h => h.Length).ToList();

    /// <summary>Hits with the same turn, start and length are one hit, and an exact one wins over one found by pinyin.</summary>
    public static List<NaiveHit> Merged(IEnumerable<NaiveHit> hits) =>
        Ordered(hits.GroupBy(h => (h.Turn, h.Start, h.Length)).Select(same => same.FirstOrDefault(h => h.Via is null) ?? same.First()));
}
