namespace Qa.Portal.Platform.Search;

/// <summary>Which of the hits are shown.</summary>
/// <param name="Number">1..<see cref="MaximumNumber"/>.</param>
/// <param name="Size">1..<see cref="MaximumSize"/>.</param>
internal readonly record struct SearchPage(int Number, int Size = SearchPage.DefaultSize)
{
    public const int DefaultSize = 20;
    public const int MaximumSize = 100;
    public const int MaximumNumber = 100;

    /// <summary>Hits before it.</summary>
    public int Skipped => (Number - 1) * Size;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Problem => Number is < 1 or > MaximumNumber
        ? FormattableString.Invariant($"page: found {Number}, expected 1 to {MaximumNumber}")
        : Size is < 1 or > MaximumSize ? FormattableString.Invariant($"size: found {Size}, expected 1 to {MaximumSize}") : null;
}
