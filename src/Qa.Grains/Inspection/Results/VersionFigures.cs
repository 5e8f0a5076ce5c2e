using System.Collections.Immutable;

namespace Qa.Grains.Inspection.Results;

/// <summary>How often the norms of a version hit.</summary>
/// <param name="From">Results made from here on were read.</param>
/// <param name="Results">That were read.</param>
/// <param name="IsSample">Whether there were more, and these are those made last.</param>
/// <param name="Norms">By their paths.</param>
public sealed record VersionFigures(string RuleSet, long Version, DateTimeOffset From, int Results, bool IsSample, ImmutableSortedDictionary<string, NormFigure> Norms);

/// <summary>How often a norm hit: was violated, or rewarded.</summary>
/// <param name="Results">That have the norm.</param>
/// <param name="Hit">Of these, in which it hit.</param>
/// <param name="Hits">Places at which it did, one where it has none.</param>
/// <param name="Interactions">Different ones in which it did.</param>
public sealed record NormFigure(int Results, int Hit, long Hits, int Interactions)
{
    /// <summary>Of the results in which it hit, 0..1.</summary>
    public decimal Share => Results == 0 ? 0 : (decimal)Hit / Results;
}
