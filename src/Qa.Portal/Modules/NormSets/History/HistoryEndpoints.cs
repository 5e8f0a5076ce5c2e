using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qa.Grains.Publication.Versions;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Modules.NormSets.History;

/// <summary>What became of versions, and the publication log by its last verification.</summary>
internal static class HistoryEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var versions = api.MapGroup("/rule-sets/{id}/versions").WithTags("Versions").Requires(NormSetDesk.Read);
        versions.MapGet("/results", ResultsAsync).WithSummary("How many results each version of a set has made, the first and the last");
        versions.MapGet("/{version:long}/use", UseAsync).WithSummary("When each process first scored by a version, and tasks that still hold an older one");

        var log = api.MapGroup("/publications/verification").WithTags("Versions").Requires(NormSetDesk.Read);
        log.MapGet("", async (Actor actor, NormSetHistory history, CancellationToken cancellation) => TypedResults.Ok(await history.LogAsync(actor, cancellation)))
            .WithSummary("The publication log by its last verification that was kept; nothing is verified by asking");
        log.MapPost("", async (Actor actor, NormSetHistory history, CancellationToken cancellation) => TypedResults.Ok(await history.VerifyAsync(actor, cancellation)))
            .WithSummary("Verify the publication log and every version now, and keep what comes of it");
    }

    private static async Task<IResult> ResultsAsync(string id, Actor actor, NormSetHistory history, VersionCatalogue catalogue, CancellationToken cancellation) => await catalogue.FindSetAsync(id) is null
        ? Problem.Of(404, "not-found", $"there is no set '{id}'")
        : TypedResults.Ok((await history.ResultsAsync(id, actor, cancellation)).Select(static each => new VersionResultView(each.Version, each.Count, each.FirstTime, each.LastTime)));

    private static async Task<IResult> UseAsync(string id, long version, Actor actor, NormSetHistory history, CancellationToken cancellation) =>
        await history.UseAsync(id, version, actor, cancellation) is { } sight
            ? TypedResults.Ok(VersionUseView.Of(sight))
            : Problem.Of(404, "not-found", FormattableString.Invariant($"there is no version {version} of '{id}'"));

    private sealed record VersionResultView(long Version, long Results, DateTimeOffset FirstAt, DateTimeOffset LastAt);
}
