using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qa.Grains.Auditing.Search;
using Qa.Grains.Publication;
using Qa.Grains.Replay;
using Qa.Portal.Modules.Replays.Certificates;
using Qa.Portal.Modules.Replays.Comparing;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Modules.Replays;

/// <summary>Replays: stored scorecards computed again, and what another version or a draft would have changed.</summary>
internal static class ReplayEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var replays = api.MapGroup("/replays").WithTags("Replay");
        replays.MapPost("", StartAsync).WithSummary("Compute scorecards again and compare the bytes; with 'version' or 'draft', tell what that would have changed in a period or in a sample of it").Requires(ReplayDesk.Run);
        replays.MapGet("/{id:guid}", async (Guid id, ReplayDesk desk, Actor actor, CancellationToken cancellation) => Answer(await desk.FindAsync(id, actor, cancellation)))
            .WithSummary("How far a replay has come, and what it found so far").Requires(ReplayDesk.Run);
        replays.MapPost("/{id:guid}/cancel", async (Guid id, ReplayDesk desk, Actor actor, CancellationToken cancellation) => Answer(await desk.CancelAsync(id, actor, cancellation)))
            .WithSummary("End a replay; what it found so far stays").Requires(ReplayDesk.Run);
        replays.MapGet("", ListAsync).WithSummary("The replays that were made, the newest first; 'next' of a page leads to the next one").Requires(ReplayDesk.Run);
        replays.MapGet("/{id:guid}/certificate", CertificateAsync).WithSummary("What a finished replay shows, with the publication log verified now").Requires(ReplayDesk.Run);
        replays.MapGet("/compare/{interaction}", CompareAsync)
            .WithSummary("One interaction by two sides, norm by norm, with the texts of its hits: 'a' and 'b' are a version, the id of a draft, shadow-ID or stored-TASK-ITEM; nothing is stored").Requires(ReplayDesk.Run);
    }

    private static async Task<IResult> ListAsync(
        string? author, string? kind, DateTimeOffset? from, DateTimeOffset? to, string? before, ReplayDesk desk, Actor actor, CancellationToken cancellation)
    {
        if (kind is not null && !ReplayAudit.Actions.Contains(kind))
            return Problem.Of(400, "invalid-request", $"kind: found '{kind}', expected one of {string.Join(", ", ReplayAudit.Actions)}");
        if (before is not null && !AuditPlace.TryParse(before, out _))
            return Problem.Of(400, "invalid-request", $"before: found '{before}', expected the 'next' of a page");
        var filter = AuditFilter.All with { Actors = author is null ? [] : [author], Actions = kind is null ? [] : [kind], From = from, To = to };
        var (rows, next) = await desk.ListAsync(filter, before is not null && AuditPlace.TryParse(before, out var place) ? place : null, actor, cancellation);
        return TypedResults.Ok(new ReplayListView([.. rows.Select(ListedReplayView.Of)], next?.ToString()));
    }

    private static async Task<IResult> CertificateAsync(Guid id, CertificateDesk desk, Actor actor, CancellationToken cancellation)
    {
        var answer = await desk.OfAsync(id, actor, cancellation);
        return answer.Succeeded ? TypedResults.Ok(CertificateView.Of(answer.Value)) : Problem.Of(answer.Refusal);
    }

    private static async Task<IResult> CompareAsync(string interaction, string? set, string? a, string? b, ComparisonDesk desk, Actor actor, CancellationToken cancellation)
    {
        var comparison = await desk.CompareAsync(interaction, set, SideKey.Parse(a), SideKey.Parse(b), actor, cancellation);
        return comparison switch
        {
            { Sight: { } sight } => TypedResults.Ok(ComparisonView.Of(sight)),
            { State: ComparisonState.Erased } => ErasedProblem.Of($"the interaction '{interaction}'"),
            { State: ComparisonState.Altered } => Problem.Of(409, "other-content", "a stored scorecard or the tree of a version is not what it was when it was stored: replay it to see what differs"),
            { State: ComparisonState.OtherRevisions } => Problem.Of(409, "other-content", "the two scorecards are of different revisions of the interaction: what was said is not the same"),
            { State: ComparisonState.NoSet } => Problem.Of(404, "not-found", $"there is no result of '{interaction}' by {(set is null ? "any set" : $"'{set}'")}; expected a set with a version"),
            { State: ComparisonState.NoSide } => Problem.Of(404, "not-found", $"there is no '{a}' or no '{b}' of '{comparison.RuleSet}'; expected versions, drafts or stored scorecards of the interaction"),
            _ => Problem.Of(404, "not-found", $"there is no interaction '{interaction}'"),
        };
    }

    private static async Task<IResult> StartAsync(ReplayRequest request, ReplayDesk desk, Actor actor, CancellationToken cancellation)
    {
        var answer = await desk.StartAsync(request, actor, cancellation);
        return answer.Succeeded ? TypedResults.Accepted($"/api/v1/replays/{answer.Value.Id}", ReplayView.Of(answer.Value.Id, answer.Value.Progress)) : Problem.Of(answer.Refusal);
    }

    private static IResult Answer(Answer<MadeReplay> answer) =>
        answer.Succeeded ? TypedResults.Ok(ReplayView.Of(answer.Value.Id, answer.Value.Progress)) : Problem.Of(answer.Refusal);
}
