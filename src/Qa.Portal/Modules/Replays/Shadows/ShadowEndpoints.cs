using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qa.Grains.Publication;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Modules.Replays.Shadows;

/// <summary>Drafts that score beside the version in force.</summary>
internal static class ShadowEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var shadows = api.MapGroup("/rule-sets/{id}/drafts/{draft}/shadows").WithTags("Norm sets");
        shadows.MapPost("", StartAsync).WithSummary("Have a draft score beside the version in force for 'hours', 1 to 336, 24 where nothing is said; nothing of it counts").Requires(ShadowDesk.Publish);
        shadows.MapGet("", async (string id, string draft, ShadowDesk desk, Actor actor) => TypedResults.Ok((await desk.ListAsync(id, draft, actor)).Select(ShadowView.Of)))
            .WithSummary("All shadow runs of a draft, the newest first").Requires(ShadowDesk.Read);
        shadows.MapGet("/{shadow:guid}", async (string id, string draft, Guid shadow, ShadowDesk desk, Actor actor, CancellationToken cancellation) => Answer(await desk.FindAsync(id, draft, shadow, actor, cancellation)))
            .WithSummary("How far a shadow run has come, and the comparison so far; groups, agents and dialogues for those who may replay all results").Requires(ShadowDesk.Read);
        shadows.MapPost("/{shadow:guid}/stop", async (string id, string draft, Guid shadow, ShadowDesk desk, Actor actor, CancellationToken cancellation) => Answer(await desk.StopAsync(id, draft, shadow, actor, cancellation)))
            .WithSummary("End a shadow run; what it found stays").Requires(ShadowDesk.Publish);
    }

    private static async Task<IResult> StartAsync(string id, string draft, ShadowOrder order, ShadowDesk desk, Actor actor, CancellationToken cancellation)
    {
        var answer = await desk.StartAsync(id, draft, order.Hours, actor, cancellation);
        return answer.Succeeded
            ? TypedResults.Created($"/api/v1/rule-sets/{Uri.EscapeDataString(id)}/drafts/{Uri.EscapeDataString(draft)}/shadows/{answer.Value.Progress.Run.Id}", ShadowView.Of(answer.Value))
            : Problem.Of(answer.Refusal);
    }

    private static IResult Answer(Answer<ShadowSight> answer) => answer.Succeeded ? TypedResults.Ok(ShadowView.Of(answer.Value)) : Problem.Of(answer.Refusal);
}
