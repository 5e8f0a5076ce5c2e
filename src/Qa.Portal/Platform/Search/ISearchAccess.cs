using Qa.Portal.Platform.Access;

namespace Qa.Portal.Platform.Search;

/// <summary>Says what a person may find. See <see cref="SearchReach"/>.</summary>
internal interface ISearchAccess
{
    Task<SearchScope> ScopeAsync(Actor actor, CancellationToken cancellation);
}
