using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Inspection.Tasks;
using Qa.Grains.Publication;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Modules.Inspection;

/// <summary>Inspection tasks (质检任务).</summary>
internal static class TaskEndpoints
{
    private const int DefaultLimit = 100;
    private const int MaximumLimit = 1_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        var tasks = api.MapGroup("/tasks").WithTags("Inspection tasks");
        tasks.MapPost("", CreateAsync).WithSummary("Make a task by a selection or a list of interactions; it pins the version in force").Requires("tasks.run");
        tasks.MapGet("", ListAsync).WithSummary("Tasks, the newest first").Requires("tasks.read");
        tasks.MapGet("/{id:long}", GetAsync).WithSummary("How far a task has come, and what its scorecards come to").Requires("tasks.read");
        tasks.MapGet("/{id:long}/leases", async (long id, InspectionTasks all) => TypedResults.Ok((await all.ListLeasesAsync(id)).Select(LeaseView.Of))).WithSummary("Every version the task has held, from when to when, and why").Requires("tasks.read");
        tasks.MapGet("/{id:long}/set-aside", async (long id, int? limit, InspectionTasks all) => TypedResults.Ok(await all.ListSetAsideAsync(id, Limit(limit)))).WithSummary("Items that could not be scored, and why").Requires("tasks.read");
        tasks.MapGet("/{id:long}/scorecards", async (long id, long? afterItem, int? limit, InteractionArchive archive) => TypedResults.Ok((await archive.TaskScorecardsAsync(id, afterItem ?? 0, Limit(limit))).Select(ScorecardView.Of))).WithSummary("Scorecards of a task").Requires("tasks.read");
        tasks.MapPost("/{id:long}/pause", (long id, ClaimsPrincipal person, IGrainFactory grains) => ChangeAsync(grains, id, task => task.PauseAsync(NameOf(person)))).WithSummary("Pause").Requires("tasks.run");
        tasks.MapPost("/{id:long}/resume", (long id, ClaimsPrincipal person, IGrainFactory grains) => ChangeAsync(grains, id, task => task.ResumeAsync(NameOf(person)))).WithSummary("Resume").Requires("tasks.run");
        tasks.MapPost("/{id:long}/cancel", (long id, ClaimsPrincipal person, IGrainFactory grains) => ChangeAsync(grains, id, task => task.CancelAsync(NameOf(person)))).WithSummary("Cancel; what was scored stays").Requires("tasks.run");
        tasks.MapPost("/{id:long}/retry", (long id, ClaimsPrincipal person, IGrainFactory grains) => ChangeAsync(grains, id, task => task.RetryAsync(NameOf(person)))).WithSummary("Try items that were set aside once more").Requires("tasks.run");
    }

    private static async Task<IResult> CreateAsync(TaskRequest request, ClaimsPrincipal person, InspectionTasks tasks)
    {
        var answer = await tasks.CreateAsync(request.ToOrder(NameOf(person)));
        return answer.Succeeded ? TypedResults.Created($"/api/v1/tasks/{answer.Value.Id}", TaskView.Of(answer.Value)) : Problem.Of(answer.Refusal);
    }

    private static async Task<IResult> ListAsync(string? ruleSet, long? before, int? limit, InspectionTasks tasks) =>
        TypedResults.Ok((await tasks.ListAsync(ruleSet, before, Limit(limit))).Select(static task => TaskView.Of(task)));

    private static async Task<IResult> GetAsync(long id, IGrainFactory grains, InteractionArchive archive)
    {
        var answer = await grains.GetGrain<IInspectionTaskGrain>(id).GetAsync();
        return answer.Succeeded ? TypedResults.Ok(TaskView.Of(answer.Value, await archive.TaskResultsAsync(id))) : Problem.Of(answer.Refusal);
    }

    private static async Task<IResult> ChangeAsync(IGrainFactory grains, long id, Func<IInspectionTaskGrain, Task<Answer<TaskProgress>>> change)
    {
        var answer = await change(grains.GetGrain<IInspectionTaskGrain>(id));
        return answer.Succeeded ? TypedResults.Ok(TaskView.Of(answer.Value)) : Problem.Of(answer.Refusal);
    }

    private static int Limit(int? limit) => Math.Clamp(limit ?? DefaultLimit, 1, MaximumLimit);

    private static string NameOf(ClaimsPrincipal person) => person.Identity!.Name!;
}
