using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Modules.NormSets.Figures;

/// <summary>How often norms hit, for machines.</summary>
internal static class NormFigureEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/rule-sets/{id}/norm-figures", OfAsync).WithTags("Norm sets")
        .WithSummary("How often each norm of the version in force hit in the results of the last days").Requires(NormSetDesk.Read);

    private static async Task<IResult> OfAsync(string id, int? days, Actor actor, NormFigureDesk figures, CancellationToken cancellation)
    {
        var asked = days ?? NormFigureDesk.DefaultDays;
        if (asked is < 1 or > NormFigureDesk.MaximumDays)
            return Problem.Of(400, "invalid-request", FormattableString.Invariant($"days: found {asked}, expected 1 to {NormFigureDesk.MaximumDays}"));
        return await figures.OfAsync(id, asked, actor, cancellation) is { } read
            ? TypedResults.Ok(read)
            : Problem.Of(404, "not-found", $"no version of '{id}' is in force");
    }
}
