using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Approvals;
using Qa.Grains.Publication.Log;
using Qa.Grains.Publication.Versions;
using Qa.Portal.Modules.NormSets.Editing;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Modules.NormSets;

/// <summary>Norm sets: how they stand, their drafts and publications.</summary>
internal static class RuleSetEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var sets = api.MapGroup("/rule-sets").WithTags("Norm sets");
        api.MapGet("/norm-set-schema", (IStringLocalizer<NormSetsTexts> texts) => TypedResults.Ok(new NormSetSchema(texts).Document())).WithTags("Norm sets").WithSummary("The JSON Schema of a set's document, for editors; its explanations are in the language asked for").Requires("norms.read");
        sets.MapGet("", ListAsync).WithSummary("All sets").Requires("norms.read");
        sets.MapGet("/{id}", GetAsync).WithSummary("How a set stands: version in force, drafts, what is staged and whom that awaits").Requires("norms.read");
        sets.MapPost("/{id}/publications", PublishAsync).WithSummary("Publish a document, a node, a rollback or a draft: 201 published, 202 kept as a draft that waits for approvals or its time, 409 with the head when another version is in force").Requires("norms.publish");
        sets.MapPost("/{id}/stage", StageAsync).WithSummary("Stage a full tree for the next start; the set must be offline").Requires("norms.publish");
        sets.MapPost("/{id}/offline", (string id, ClaimsPrincipal person, IGrainFactory grains) => ChangeAsync(id, person, grains, static (set, actor) => set.TakeOfflineAsync(actor))).WithSummary("Take a set offline").Requires("norms.publish");
        sets.MapPost("/{id}/online", (string id, ClaimsPrincipal person, IGrainFactory grains) => ChangeAsync(id, person, grains, static (set, actor) => set.BringOnlineAsync(actor))).WithSummary("Bring a set online").Requires("norms.publish");
        sets.MapPost("/{id}/lease", (string id, LeaseRequest request, ClaimsPrincipal person, IGrainFactory grains) => ChangeAsync(id, person, grains, (set, actor) => set.SetLeaseAsync(request.Seconds, actor))).WithSummary("Set how long tasks keep their version").Requires("norms.publish");
        sets.MapGet("/{id}/drafts/{draft}", async (string id, string draft, IGrainFactory grains) => DraftResult(await Set(grains, id).GetDraftAsync(draft))).WithSummary("A draft").Requires("norms.read");
        sets.MapPost("/{id}/drafts/{draft}/approvals", async (string id, string draft, ClaimsPrincipal person, IGrainFactory grains) => DraftResult(await Set(grains, id).ApproveAsync(draft, NameOf(person)))).WithSummary("Approve a draft of somebody else").Requires("norms.approve");
        sets.MapPost("/{id}/drafts/{draft}/withdrawal", async (string id, string draft, ClaimsPrincipal person, IGrainFactory grains) => DraftResult(await Set(grains, id).WithdrawAsync(draft, NameOf(person)))).WithSummary("Take a draft back").Requires("norms.publish");
    }

    private static async Task<IResult> ListAsync(VersionCatalogue catalogue) =>
        TypedResults.Ok((await catalogue.ListSetsAsync()).Select(static head => RuleSetView.Of(head)));

    private static async Task<IResult> GetAsync(string id, IGrainFactory grains)
    {
        var status = await Set(grains, id).GetStatusAsync();
        return status.Head is { } head ? TypedResults.Ok(RuleSetView.Of(head, status)) : Problem.Of(404, "not-found", $"there is no set '{id}'");
    }

    private static async Task<IResult> PublishAsync(string id, PublicationRequest request, ClaimsPrincipal person, IGrainFactory grains, TimeProvider time)
    {
        if (!request.IsOneChange)
            return Problem.Of(400, "invalid-request", "expected exactly one of document, node, rollbackTo and draft");
        if (request.At is { } passed && passed <= time.GetUtcNow())
            return Problem.Of(400, "invalid-request", $"the time {passed:u} has passed; expected one to come");
        var (set, actor) = (Set(grains, id), NameOf(person));
        var draft = await DraftOfAsync(set, request, actor);
        if (!draft.Succeeded)
            return Problem.Of(draft.Refusal);
        if (request.At is { } at)
        {
            var scheduled = await set.ScheduleAsync(draft.Value.Id, at, actor);
            return scheduled.Succeeded ? Kept(scheduled.Value) : await RefusedAsync(set, request, draft.Value, scheduled.Refusal, actor);
        }

        var answer = request.Emergency is { } reason
            ? await set.PublishAsEmergencyAsync(draft.Value.Id, actor, reason)
            : await set.PublishAsync(draft.Value.Id, actor);
        return answer.Succeeded
            ? TypedResults.Created($"/api/v1/rule-sets/{id}/versions/{answer.Value.Version}", PublishedView.Of(answer.Value))
            : await RefusedAsync(set, request, draft.Value, answer.Refusal, actor);
    }

    private static async Task<IResult> StageAsync(string id, PublicationRequest request, ClaimsPrincipal person, IGrainFactory grains)
    {
        if (!request.IsOneChange || (request.Emergency, request.At) != (null, null))
            return Problem.Of(400, "invalid-request", "expected exactly one of document and draft, and neither emergency nor a time");
        var (set, actor) = (Set(grains, id), NameOf(person));
        var draft = await DraftOfAsync(set, request, actor);
        if (!draft.Succeeded)
            return Problem.Of(draft.Refusal);
        var staged = await set.StageAsync(draft.Value.Id, actor);
        return staged.Succeeded ? Kept(staged.Value) : await RefusedAsync(set, request, draft.Value, staged.Refusal, actor);
    }

    private static async Task<Answer<Draft>> DraftOfAsync(IRuleSetGrain set, PublicationRequest request, string actor) => request.Source() is { } source
        ? await set.ProposeAsync(new(source, actor, request.Note ?? "", request.ExpectedHead))
        : await set.GetDraftAsync(request.Draft!);

    // A change that only lacks approvals stays as a draft; of any other refused request nothing stays.
    private static async Task<IResult> RefusedAsync(IRuleSetGrain set, PublicationRequest request, Draft draft, Refusal refusal, string actor)
    {
        if (request.Draft is not null)
            return Problem.Of(refusal);
        if (refusal.Kind == RefusalKind.Unapproved)
            return Kept(draft);
        await set.WithdrawAsync(draft.Id, actor);
        return Problem.Of(refusal);
    }

    private static async Task<IResult> ChangeAsync(
        string id, ClaimsPrincipal person, IGrainFactory grains, Func<IRuleSetGrain, string, Task<Answer<RuleSetHead>>> change)
    {
        var answer = await change(Set(grains, id), NameOf(person));
        return answer.Succeeded ? TypedResults.Ok(RuleSetView.Of(answer.Value)) : Problem.Of(answer.Refusal);
    }

    private static Accepted<DraftView> Kept(Draft draft) => TypedResults.Accepted($"/api/v1/rule-sets/{draft.RuleSet}/drafts/{draft.Id}", DraftView.Of(draft));

    private static IResult DraftResult(Answer<Draft> answer) => answer.Succeeded ? TypedResults.Ok(DraftView.Of(answer.Value)) : Problem.Of(answer.Refusal);

    private static IRuleSetGrain Set(IGrainFactory grains, string id) => grains.GetGrain<IRuleSetGrain>(id);

    private static string NameOf(ClaimsPrincipal person) => person.Identity!.Name!;
}
