using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qa.Grains.Storage;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Platform.Serving;

/// <summary>Whether the process lives, and whether it can do its work; for those who watch over it, without a token.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public static void Map(IEndpointRouteBuilder application)
    {
        application.MapGet("/health/live", static () => TypedResults.Ok(new HealthView("live"))).WithTags("Health").WithSummary("The process answers").AllowAnonymous();
        application.MapGet("/health/ready", ReadyAsync).WithTags("Health").WithSummary("The process answers, and so does the database").AllowAnonymous();
    }

    private static async Task<IResult> ReadyAsync(Database database, CancellationToken cancellation)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(LongestWait);
            await database.ReadAsync(session => session.QuerySingleAsync<long>("SELECT count(*) FROM rule_set WHERE 1 = 0", cancellation: limit.Token), limit.Token);
            return TypedResults.Ok(new HealthView("ready"));
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            return Problem.Of(503, "storage", $"the database does not answer: {exception.GetType().Name}");
        }
    }

    private sealed record HealthView(string Status);
}
