using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Platform.Search;

/// <summary>Searching, for machines.</summary>
internal static class SearchEndpoints
{
    public const string Use = "search.use";

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/search", FindAsync).WithTags("Search")
        .WithSummary("Search transcripts and all else that has text: all words must be there, those in quotation marks together; kind may be given several times").Requires(Use);

    private static async Task<IResult> FindAsync(
        string q, string[] kind, int? page, int? size, Actor actor, SearchIndex index, ISearchAccess access, CancellationToken cancellation)
    {
        var (query, problem) = SearchQuery.Parse(q);
        if (query is null)
            return Problem.Of(400, "invalid-request", problem!);
        var asked = new SearchPage(page ?? 1, size ?? SearchPage.DefaultSize);
        if (asked.Problem is { } wrong)
            return Problem.Of(400, "invalid-request", wrong);
        if (kind.Length > SearchIndex.MaximumKinds)
            return Problem.Of(400, "invalid-request", FormattableString.Invariant($"kind: found {kind.Length}, expected at most {SearchIndex.MaximumKinds}"));
        if (Array.Exists(kind, static each => each.Length is 0 or > SearchDocument.MaximumKindLength || each != SearchText.Storable(each, SearchDocument.MaximumKindLength)))
            return Problem.Of(400, "invalid-request", FormattableString.Invariant($"kind: found one that no kind is called, expected 1 to {SearchDocument.MaximumKindLength} characters"));
        return TypedResults.Ok(await index.FindAsync(query, kind, await access.ScopeAsync(actor, cancellation), asked, cancellation));
    }
}
