using System.Collections.Immutable;

namespace Qa.Grains.Replay;

/// <summary>What came of computing stored scorecards again with their own versions.</summary>
/// <param name="Identical">To the byte.</param>
/// <param name="Findings">The first hundred that are neither, each with the reason.</param>
/// <param name="Erased">What they were made of was erased, and cannot be computed again; what stands in its place is what was left.</param>
[GenerateSerializer, Alias("qa.SamenessReport")]
public sealed record SamenessReport(
    [property: Id(0)] long Count,
    [property: Id(1)] long Identical,
    [property: Id(2)] ImmutableArray<ReplayFinding> Findings,
    [property: Id(3)] long Erased = 0)
{
    /// <summary>Findings that are told one by one.</summary>
    public const int MaximumFindings = 100;

    /// <summary>Scorecards that are told one by one where one interaction was asked for.</summary>
    public const int MaximumCards = 100;

    /// <summary>Versions that are told of one by one.</summary>
    public const int MaximumVersions = 1_000;

    // Of a replay that was stored before there were any, there are none.
    [Id(4)]
    private readonly ImmutableArray<ReplayedCard> _cards;

    [Id(5)]
    private readonly ImmutableArray<VersionSameness> _versions;

    /// <summary>Where one interaction was asked for: its scorecards one by one, in the order of their tasks.</summary>
    public ImmutableArray<ReplayedCard> Cards
    {
        get => _cards.IsDefault ? [] : _cards;
        init => _cards = value;
    }

    /// <summary>By version, in the order of sets and versions.</summary>
    public ImmutableArray<VersionSameness> Versions
    {
        get => _versions.IsDefault ? [] : _versions;
        init => _versions = value;
    }
}
