using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Modules.NormSets.Suggesting;

/// <summary>Suggestions for phrase lists, for machines.</summary>
internal static class SuggestionEndpoints
{
    /// <summary>Days back where none are named.</summary>
    public const int DefaultDays = 30;

    // Longer ones are sentences, of which nothing is said instead.
    private const int MaximumPhraseLength = 50;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/phrase-suggestions", FindAsync).WithTags("Norm sets")
        .WithSummary("What was said instead of a phrase in interactions that one may read, with counts and an example").Requires(NormSetDesk.Publish);

    private static async Task<IResult> FindAsync(SuggestionRequest request, Actor actor, PhraseSuggestions suggestions, CancellationToken cancellation)
    {
        var days = request.Days ?? DefaultDays;
        if (!actor.May("interactions.read"))
            return Problem.Of(403, "forbidden", "it is looked for in interactions; expected the permission 'interactions.read'");
        if (days is < 1 or > PhraseSuggestions.MaximumDays)
            return Problem.Of(400, "invalid-request", FormattableString.Invariant($"days: found {days}, expected 1 to {PhraseSuggestions.MaximumDays}"));
        if (request.Match is not (null or "exact" or "pinyin"))
            return Problem.Of(400, "invalid-request", $"match: found '{request.Match}', expected exact or pinyin");
        if (request.Present?.Count > PhraseSuggestions.MaximumPresent)
            return Problem.Of(400, "invalid-request", FormattableString.Invariant($"present: found {request.Present.Count} phrases, expected at most {PhraseSuggestions.MaximumPresent}"));
        return request.Phrase is { Length: <= MaximumPhraseLength } phrase && await suggestions.FindAsync(phrase, request.Present ?? [], request.Match == "pinyin", days, actor, cancellation) is { } report
            ? TypedResults.Ok(report)
            : Problem.Of(400, "invalid-request", FormattableString.Invariant($"phrase: expected 2 to {MaximumPhraseLength} Chinese characters"));
    }
}
