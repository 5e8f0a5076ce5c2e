using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Platform.Jobs;

/// <summary>Background jobs, for machines. Each sees the own.</summary>
internal static class JobEndpoints
{
    private const int DefaultCount = 50;

    public static void Map(IEndpointRouteBuilder api)
    {
        var jobs = api.MapGroup("/jobs").WithTags("Jobs").ForEverybodySignedIn();
        jobs.MapGet("", ListAsync).WithSummary("Own background jobs, the newest first; before takes the id of the last one of the page before");
        jobs.MapGet("/{id:long}", GetAsync).WithSummary("A background job: how far it is, and what came of it");
        jobs.MapPost("/{id:long}/cancel", CancelAsync).WithSummary("Cancel a background job; one that runs stops within about a second");
        jobs.MapGet("/{id:long}/file", FileAsync).WithSummary("The file that a background job has left");
    }

    private static async Task<IResult> ListAsync(ClaimsPrincipal person, JobService service, CancellationToken cancellation, long? before = null, int count = DefaultCount)
    {
        if (count is < 1 or > JobService.MaximumListed)
            return Problem.Of(400, "invalid-request", FormattableString.Invariant($"count: found {count}, expected 1 to {JobService.MaximumListed}"));
        return TypedResults.Ok((await service.ListAsync(NameOf(person), before, count, cancellation)).Select(Answer.Of));
    }

    private static async Task<IResult> GetAsync(long id, ClaimsPrincipal person, JobService service, CancellationToken cancellation) =>
        await service.FindAsync(id, NameOf(person), cancellation) is { } job ? TypedResults.Ok(Answer.Of(job)) : Missing(id);

    private static async Task<IResult> CancelAsync(long id, ClaimsPrincipal person, JobService service, CancellationToken cancellation) =>
        await service.CancelAsync(id, NameOf(person), cancellation) switch
        {
            null => Missing(id),
            { State: JobState.Done or JobState.Failed } job => Problem.Of(409, "closed", FormattableString.Invariant($"job {id} has ended: {job.State}"), new() { ["current"] = Answer.Of(job) }),
            var job => TypedResults.Ok(Answer.Of(job)),
        };

    private static async Task<IResult> FileAsync(long id, ClaimsPrincipal person, JobService service, HttpResponse response, CancellationToken cancellation)
    {
        if (await service.OpenFileAsync(id, NameOf(person), cancellation) is not { } file)
            return Problem.Of(404, "not-found", FormattableString.Invariant($"there is no file of a job {id} of yours"));

        // What is in it is for one person, and is to be saved, never shown as a page of this server.
        (response.Headers.CacheControl, response.Headers.XContentTypeOptions) = ("no-store", "nosniff");
        return TypedResults.Stream(file.Stream, file.Type, file.Name, enableRangeProcessing: true);
    }

    private static ProblemHttpResult Missing(long id) => Problem.Of(404, "not-found", FormattableString.Invariant($"there is no job {id} of yours"));

    private static string NameOf(ClaimsPrincipal person) => person.Identity!.Name!;

    private sealed record Answer(
        long Id, string Kind, JsonElement Arguments, JobState State, Progress Progress, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, long Attempts,
        bool IsCancelRequested, string? ErrorKey, string? Error, JsonElement? Result, string? FileName)
    {
        public static Answer Of(JobView job) => new(
            job.Id, job.Kind, Element(job.Arguments), job.State, new(job.ProgressDone, job.ProgressTotal, job.ProgressNote), job.CreatedAt, job.StartedAt, job.FinishedAt, job.Attempts,
            job.IsCancelRequested, job.ErrorKey, job.Error, job.Result is { } result ? Element(result) : null, job.FileName);

        private static JsonElement Element(string json)
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
    }

    /// <param name="Total">0 where it is not known.</param>
    private sealed record Progress(long Done, long Total, string Note);
}
