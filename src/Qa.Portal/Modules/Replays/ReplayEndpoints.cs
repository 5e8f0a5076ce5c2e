using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qa.Grains.Publication;
using Qa.Grains.Replay;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Modules.Replays;

/// <summary>Replays: stored scorecards computed again, and what another version would have changed.</summary>
internal static class ReplayEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var replays = api.MapGroup("/replays").WithTags("Replay");
        replays.MapPost("", StartAsync).WithSummary("Compute scorecards again and compare the bytes; with 'version', tell what that version would have changed in a period").Requires("replays.run");
        replays.MapGet("/{id:guid}", (Guid id, IGrainFactory grains) => AnswerAsync(grains, id, static replay => replay.GetAsync())).WithSummary("How far a replay has come, and what it found so far").Requires("replays.run");
        replays.MapPost("/{id:guid}/cancel", (Guid id, IGrainFactory grains) => AnswerAsync(grains, id, static replay => replay.CancelAsync())).WithSummary("End a replay; what it found so far stays").Requires("replays.run");
    }

    private static async Task<IResult> StartAsync(ReplayRequest request, ClaimsPrincipal person, IGrainFactory grains, TimeProvider time)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var answer = await grains.GetGrain<IReplayGrain>(id).StartAsync(request, person.Identity!.Name!);
        return answer.Succeeded ? TypedResults.Accepted($"/api/v1/replays/{id}", ReplayView.Of(id, answer.Value)) : Problem.Of(answer.Refusal);
    }

    private static async Task<IResult> AnswerAsync(IGrainFactory grains, Guid id, Func<IReplayGrain, Task<Answer<ReplayProgress>>> ask)
    {
        var answer = await ask(grains.GetGrain<IReplayGrain>(id));
        return answer.Succeeded ? TypedResults.Ok(ReplayView.Of(id, answer.Value)) : Problem.Of(answer.Refusal);
    }
}
