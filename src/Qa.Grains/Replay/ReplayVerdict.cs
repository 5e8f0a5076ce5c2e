namespace Qa.Grains.Replay;

/// <summary>What came of computing one scorecard again.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Reason">Why the two differ, or why that cannot be told; null where they do not differ.</param>
/// <param name="Hash">Of the scorecard that was computed; null where none could be.</param>
internal readonly record struct ReplayVerdict(CardVerdict Kind, string? Reason, string? Hash)
{
    /// <summary>What it was made of was erased, and what stands in its place is what was left: nothing says that it was ever otherwise.</summary>
    public static ReplayVerdict Erased { get; } = new(CardVerdict.Erased, null, null);

    public bool IsIdentical => Kind == CardVerdict.Identical;

    public bool IsErased => Kind == CardVerdict.Erased;

    public static ReplayVerdict Identical(string hash) => new(CardVerdict.Identical, null, hash);

    public static ReplayVerdict Different(string reason, string? hash = null) => new(CardVerdict.Different, reason, hash);

    public static implicit operator ReplayVerdict(string reason) => Different(reason);
}
