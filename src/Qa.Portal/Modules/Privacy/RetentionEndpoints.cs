using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Privacy.Retention;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Modules.Privacy;

/// <summary>How long data are kept, and what the next run would erase.</summary>
internal static class RetentionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var retention = api.MapGroup("/privacy/retention").WithTags("Data protection");
        retention.MapGet("", GetAsync).WithSummary("The periods, in days; what has none is kept").Requires(PrivacyModule.Read);
        retention.MapPut("", PutAsync).WithSummary("Change the periods; with the version that was read").Requires(RetentionDesk.Permission);
        retention.MapGet("/due", async (RetentionDesk desk, CancellationToken cancellation) => TypedResults.Ok(await desk.ForecastAsync(cancellation)))
            .WithSummary("What the next run would erase of each kind, and what holds keep; nothing is erased").Requires(PrivacyModule.Read);
        retention.MapGet("/nights", NightsAsync).WithSummary("The latest runs, each with how many tombstones of each kind it left").Requires(PrivacyModule.Read);
    }

    private static async Task<IResult> GetAsync(RetentionDesk desk, CancellationToken cancellation)
    {
        var (value, version) = await desk.ReadAsync(cancellation);
        return TypedResults.Ok(new { version, periods = value });
    }

    private static async Task<IResult> PutAsync(PeriodsRequest request, Actor actor, RetentionDesk desk, CancellationToken cancellation)
    {
        if (request.Periods.Errors() is { Count: > 0 } errors)
            return Problem.Of(400, "invalid-request", string.Join("; ", errors));
        var saved = await desk.SaveAsync(request.Periods, request.Version, actor, cancellation);
        var (value, version) = saved.Current!;
        return saved.Outcome == SaveOutcome.Done
            ? TypedResults.Ok(new { version, periods = value })
            : Problem.Of(409, "changed-meanwhile", "somebody else has changed the periods since they were read; nothing was saved", new() { ["current"] = new { version, periods = value } });
    }

    private static async Task<IResult> NightsAsync(RetentionDesk desk, CancellationToken cancellation) => TypedResults.Ok(
        (await desk.NightsAsync(cancellation)).Select(static one => new { one.Night.Date, one.Night.StartedAt, one.Night.EndedAt, tombstones = one.Counts }));

    private sealed record PeriodsRequest(long Version, RetentionSettings Periods);
}
