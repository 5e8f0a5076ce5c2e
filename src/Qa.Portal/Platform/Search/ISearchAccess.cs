using System.Security.Claims;

namespace Qa.Portal.Platform.Search;

/// <summary>Says what a person may find. Who knows of roles and organisation registers one; without it, who has a token finds all.</summary>
internal interface ISearchAccess
{
    Task<SearchScope> ScopeAsync(ClaimsPrincipal person, CancellationToken cancellation);
}
