using System.Security.Claims;

namespace Qa.Portal.Platform.Search;

/// <summary>Says what a person may find. See <see cref="SearchReach"/>.</summary>
internal interface ISearchAccess
{
    Task<SearchScope> ScopeAsync(ClaimsPrincipal person, CancellationToken cancellation);
}
