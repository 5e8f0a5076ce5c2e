using Qa.Portal.Platform.Access;

namespace Qa.Portal.Platform.Search;

/// <summary>Who searches finds what the own permission to search reaches.</summary>
internal sealed class SearchReach(Reaches reaches) : ISearchAccess
{
    public async Task<SearchScope> ScopeAsync(Actor actor, CancellationToken cancellation)
    {
        var search = await reaches.OfAsync(actor, "search.use", cancellation);
        var reading = await reaches.OfAsync(actor, "interactions.read", cancellation);

        // What is found is shown with a piece of its text: it must be for this person to read.
        return search.IsAll && reading.IsAll ? SearchScope.All
            : search.IsAll ? SearchScope.Of(agents: reading.Agents)
            : reading.IsAll ? SearchScope.Of(agents: search.Agents)
            : SearchScope.Of(agents: search.Agents.Where(reading.Covers));
    }
}
