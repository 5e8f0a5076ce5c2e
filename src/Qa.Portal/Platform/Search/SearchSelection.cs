using System.Collections.Immutable;
using Dapper;

namespace Qa.Portal.Platform.Search;

/// <summary>Which documents fit a search.</summary>
/// <param name="Tokens">All of which a document must have.</param>
/// <param name="Facets">Of each of these a document must have one or more; see <see cref="SearchFacets"/>.</param>
/// <param name="Conditions">What else must hold of the document <c>d</c>, in SQL.</param>
/// <param name="Parameters">Of the conditions.</param>
internal sealed record SearchSelection(
    ImmutableArray<(string Token, bool IsPrefix)> Tokens, ImmutableArray<ImmutableArray<string>> Facets, ImmutableArray<string> Conditions, DynamicParameters Parameters)
{
    /// <summary>The conditions after others, or nothing.</summary>
    public string AndConditions => string.Concat(Conditions.Select(static condition => $" AND {condition}"));
}

/// <summary>A document that fits, to be ranked.</summary>
internal sealed class SearchCandidate
{
    public long Number { get; init; }

    /// <summary>See <see cref="PreparedDocument"/>.</summary>
    public string Compared { get; init; } = "";

    /// <summary>UTC ticks.</summary>
    public long At { get; init; }
}
