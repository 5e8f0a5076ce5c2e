using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Checkpoints;
using Qa.Grains.Publication.Sources;
using Qa.Grains.Publication.Verification;
using Qa.Grains.Publication.Versions;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Problems;
using Qa.Rules.Versions;

namespace Qa.Portal.Modules.NormSets;

/// <summary>Versions and the publication log.</summary>
internal static class VersionEndpoints
{
    private const int DefaultLimit = 100;
    private const int MaximumLimit = 1_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        var versions = api.MapGroup("/rule-sets/{id}/versions").WithTags("Versions");
        versions.MapGet("", ListAsync).WithSummary("Versions of a set, the newest first").Requires("norms.read");
        versions.MapGet("/{version:long}", GetAsync).WithSummary("A version's log entry").Requires("norms.read");
        versions.MapGet("/{version:long}/tree", TreeAsync).WithSummary("The resolved document, in canonical JSON").Requires("norms.read");
        versions.MapGet("/{version:long}/source", SourceAsync).WithSummary("What was written for a version, in its stored form").Requires("norms.read");
        versions.MapGet("/{version:long}/diff/{other:long}", DiffAsync).WithSummary("What changes from one version to another, node by node").Requires("norms.read");
        versions.MapPost("/{version:long}/review", ReviewAsync).WithSummary("Review an emergency of somebody else").Requires("norms.approve");

        var log = api.MapGroup("/publications").WithTags("Versions");
        log.MapGet("", LogAsync).WithSummary("The publication log of all sets, the newest first").Requires("norms.read");
        log.MapGet("/verify", VerifyAsync).WithSummary("Verify the whole log and every version").Requires("norms.read");
        log.MapPost("/verify", VerifyFromAsync).WithSummary("The same, and that the log goes on from a signed checkpoint").Requires("norms.read");
        log.MapGet("/checkpoint", async (CheckpointTaking checkpoints, CancellationToken cancellation) => TypedResults.Ok(await checkpoints.TakeAsync(cancellation))).WithSummary("A signed checkpoint of the log, to be kept elsewhere").Requires("norms.read");
    }

    private static async Task<IResult> ListAsync(string id, long? before, int? limit, VersionCatalogue catalogue)
    {
        if (await catalogue.FindSetAsync(id) is null)
            return Problem.Of(404, "not-found", $"there is no set '{id}'");
        var entries = await catalogue.ReadHistoryAsync(id, before, Math.Clamp(limit ?? DefaultLimit, 1, MaximumLimit));
        return TypedResults.Ok(entries.Select(VersionView.Of));
    }

    private static async Task<IResult> LogAsync(long? before, int? limit, VersionCatalogue catalogue) =>
        TypedResults.Ok((await catalogue.ReadHistoryAsync(null, before, Math.Clamp(limit ?? DefaultLimit, 1, MaximumLimit))).Select(VersionView.Of));

    private static async Task<IResult> GetAsync(string id, long version, VersionCatalogue catalogue) =>
        await catalogue.FindHistoryAsync(id, version) is { } entry ? TypedResults.Ok(VersionView.Of(entry)) : NoSuchVersion(id, version);

    private static async Task<IResult> TreeAsync(string id, long version, VersionCatalogue catalogue) =>
        await catalogue.FindDocumentAsync(id, version) is { } document ? TypedResults.Text(document, "application/json", Encoding.UTF8) : NoSuchVersion(id, version);

    private static async Task<IResult> SourceAsync(string id, long version, VersionCatalogue catalogue) =>
        await catalogue.FindSourceAsync(id, version) is { } source ? TypedResults.Bytes(TreeSourceJson.Write(source), "application/json") : NoSuchVersion(id, version);

    private static async Task<IResult> DiffAsync(string id, long version, long other, VersionCatalogue catalogue)
    {
        if (await catalogue.FindTreeAsync(id, version) is not { } old)
            return NoSuchVersion(id, version);
        return await catalogue.FindTreeAsync(id, other) is { } changed
            ? TypedResults.Ok(DifferenceView.Of(TreeDifference.Between(old, changed)))
            : NoSuchVersion(id, other);
    }

    private static async Task<IResult> ReviewAsync(string id, long version, ReviewRequest request, ClaimsPrincipal person, IGrainFactory grains)
    {
        var answer = await grains.GetGrain<IRuleSetGrain>(id).ReviewAsync(version, person.Identity!.Name!, request.Accepted, request.Note ?? "");
        return answer.Succeeded ? TypedResults.Ok(PublishedView.Of(answer.Value)) : Problem.Of(answer.Refusal);
    }

    private static async Task<IResult> VerifyAsync(ChainAudit audit, CancellationToken cancellation) => TypedResults.Ok(await audit.RunAsync(null, cancellation));

    private static async Task<IResult> VerifyFromAsync(SignedCheckpoint checkpoint, ChainAudit audit, CancellationToken cancellation) =>
        TypedResults.Ok(await audit.RunAsync(checkpoint, cancellation));

    private static ProblemHttpResult NoSuchVersion(string id, long version) =>
        Problem.Of(404, "not-found", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"there is no version {version} of '{id}'"));
}
