namespace Qa.Portal.Platform.Privacy;

/// <summary>What an erasure that is going on takes.</summary>
/// <param name="Erasure">Its number, for tombstones.</param>
/// <param name="EvidenceBefore">Only of scorecards that were made before; null for all.</param>
internal sealed record ErasureScope(long Erasure, ErasedParts Parts, DateTimeOffset? EvidenceBefore, DateTimeOffset Now)
{
    public bool Has(ErasedParts part) => (Parts & part) != 0;
}
