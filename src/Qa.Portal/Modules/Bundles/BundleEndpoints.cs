using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Qa.Grains.Bundles;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Problems;
using Qa.Portal.Platform.Serving.Limits;

namespace Qa.Portal.Modules.Bundles;

/// <summary>Bundles: an installation's log, versions and scorecards as one file that is checked without it.</summary>
internal static class BundleEndpoints
{
    private const string Lines = "application/x-ndjson";

    public static void Map(IEndpointRouteBuilder api)
    {
        var bundles = api.MapGroup("/bundles").WithTags("Bundles");
        bundles.MapGet("/export", Export).WithSummary("The publication log, all versions, and scorecards with their interactions: of a set, a period, all or none, sealed and signed").Requires("bundles.export");
        bundles.MapPost("/import", ImportAsync).LimitedAs(RequestKind.Upload).WithMetadata(new DisableRequestSizeLimitAttribute()).WithSummary("Take a bundle in: all of it or nothing; imported again, nothing is doubled").Requires("bundles.import");
    }

    private static PushStreamHttpResult Export(string? ruleSet, DateTimeOffset? from, DateTimeOffset? to, bool? historyOnly, ClaimsPrincipal person, BundleExport export, CancellationToken cancellation) =>
        TypedResults.Stream(body => export.WriteAsync(body, new(ruleSet, from, to, historyOnly == true ? true : null), person.Identity!.Name!, cancellation), Lines, "bundle.jsonl");

    private static async Task<IResult> ImportAsync(HttpRequest request, string? key, ClaimsPrincipal person, BundleImport import, CancellationToken cancellation)
    {
        // It is read twice, and may be larger than memory.
        await using var spooled = new FileStream(
            Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.SequentialScan);
        await request.Body.CopyToAsync(spooled, cancellation);
        spooled.Position = 0;
        var answer = await import.RunAsync(spooled, person.Identity!.Name!, key, cancellation);
        return answer.Succeeded ? TypedResults.Ok(answer.Value) : Problem.Of(answer.Refusal);
    }
}
