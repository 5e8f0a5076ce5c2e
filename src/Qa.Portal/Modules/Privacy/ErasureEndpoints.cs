using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Privacy.Lists;
using Qa.Portal.Platform.Privacy.Requests;
using Qa.Portal.Platform.Problems;
using Qa.Portal.Ui.Lists;

namespace Qa.Portal.Modules.Privacy;

/// <summary>Requests for erasure, for machines: a customer system may ask; people decide.</summary>
internal static class ErasureEndpoints
{
    private const string Lines = "application/x-ndjson";

    public static void Map(IEndpointRouteBuilder api)
    {
        var privacy = api.MapGroup("/privacy").WithTags("Data protection");
        privacy.MapGet("/erasures", ListAsync).WithSummary("Requests for erasure, the newest first, 50 a page").Requires(PrivacyModule.Read);
        privacy.MapPost("/erasures", AskAsync).WithSummary("Ask that what is kept of a customer be erased: by phone, by customerId, or interactions by their ids; it is looked for at once, and erased when somebody else approves").Requires(ErasureDesk.Permission);
        privacy.MapGet("/erasures/{id:long}", GetAsync).WithSummary("A request: what it is about, how much of each kind, what is held, how far it is").Requires(PrivacyModule.Read);
        privacy.MapPost("/erasures/{id:long}/approval", ApproveAsync).WithSummary("Approve the request of somebody else, with its confirmation; what was erased does not come back").Requires(ErasureDesk.Permission);
        privacy.MapPost("/erasures/{id:long}/refusal", RefuseAsync).WithSummary("Refuse the request of somebody else, with a reason; nothing is erased").Requires(ErasureDesk.Permission);
        privacy.MapPost("/erasures/{id:long}/withdrawal", WithdrawAsync).WithSummary("Take one's own request back").Requires(ErasureDesk.Permission);
        privacy.MapGet("/erasures/list", ListAll).WithSummary("Every erasure as a signed line, to be kept outside and applied again after a restore").Requires(PrivacyModule.Read);
        privacy.MapPost("/erasures/list", ReapplyAsync).WithSummary("Erase again what a list says, as after a restore from before; what is erased already stays as it is").Requires(ErasureDesk.Permission);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, ErasureSight sight, CancellationToken cancellation)
    {
        var page = await sight.PageAsync(ListQuery.Parse(request.QueryString.Value ?? ""), cancellation);
        return TypedResults.Ok(new { page.Count, requests = page.Rows.Select(RequestView.Of) });
    }

    private static async Task<IResult> AskAsync(ErasureForm request, Actor actor, ErasureDesk desk, ErasureSight sight, CancellationToken cancellation)
    {
        var (form, faults) = request.Checked();
        if (form is null)
            return Problem.Of(400, "invalid-request", string.Join("; ", faults));
        var id = await desk.AskAsync(form, actor, cancellation);
        return TypedResults.Accepted(FormattableString.Invariant($"/api/v1/privacy/erasures/{id}"), RequestView.Of((await sight.FindAsync(id, cancellation))!));
    }

    private static async Task<IResult> GetAsync(long id, ErasureSight sight, CancellationToken cancellation)
    {
        if (await sight.FindAsync(id, cancellation) is not { } request)
            return Problem.Of(404, "not-found", FormattableString.Invariant($"there is no request {id}"));
        return TypedResults.Ok(new
        {
            request = RequestView.Of(request),
            tombstones = await sight.TombstonesAsync(request, cancellation),
            interactions = (await sight.ItemsAsync(id, cancellation)).Select(static item => new { id = item.InteractionId, item.State, item.HoldId }),
        });
    }

    private static async Task<IResult> ApproveAsync(long id, ApprovalRequest request, Actor actor, ErasureDesk desk, CancellationToken cancellation)
    {
        var answer = await desk.ApproveAsync(id, request.Confirmation, actor, cancellation);
        return answer.Succeeded ? TypedResults.Ok(RequestView.Of(answer.Value)) : Problem.Of(answer.Refusal);
    }

    private static async Task<IResult> WithdrawAsync(long id, Actor actor, ErasureDesk desk, CancellationToken cancellation)
    {
        var answer = await desk.WithdrawAsync(id, actor, cancellation);
        return answer.Succeeded ? TypedResults.Ok(RequestView.Of(answer.Value)) : Problem.Of(answer.Refusal);
    }

    private static async Task<IResult> RefuseAsync(long id, RefusalRequest request, Actor actor, ErasureDesk desk, CancellationToken cancellation)
    {
        var answer = await desk.RefuseAsync(id, request.Reason, actor, cancellation);
        return answer.Succeeded ? TypedResults.Ok(RequestView.Of(answer.Value)) : Problem.Of(answer.Refusal);
    }

    private static PushStreamHttpResult ListAll(ErasureList list, CancellationToken cancellation) => TypedResults.Stream(
        async body =>
        {
            await using var writer = new StreamWriter(body, leaveOpen: true);
            await foreach (var line in list.LinesAsync(cancellation))
                await writer.WriteAsync((line + "\n").AsMemory(), cancellation);
        },
        Lines, "erasures.jsonl");

    private static async Task<IResult> ReapplyAsync(HttpRequest request, Actor actor, Reapplication reapplication, CancellationToken cancellation)
    {
        using var lines = new StreamReader(request.Body);
        var (report, faults) = await reapplication.RunAsync(lines, actor, cancellation);
        return report is null ? Problem.Of(422, "invalid-list", faults[0], new() { ["errors"] = faults.Select(static fault => new { message = fault }) }) : TypedResults.Ok(report);
    }

    private sealed record ApprovalRequest(string Confirmation);

    private sealed record RefusalRequest(string Reason);

    /// <param name="Confirmation">What who approves sends back; null unless it waits.</param>
    private sealed record RequestView(
        long Id, ErasureState State, SubjectKind SubjectKind, string Subject, string Reason, string AskedBy, DateTimeOffset AskedAt, string? DecidedBy, DateTimeOffset? DecidedAt,
        DateTimeOffset? EndedAt, string? RefusedBecause, int Found, int Held, int Erased, JsonElement Counts, string? Confirmation)
    {
        public static RequestView Of(ErasureRequest request) => new(
            request.Id, request.State, request.SubjectKind, request.Subject, request.Reason, request.AskedBy, request.AskedAt, request.DecidedBy, request.DecidedAt, request.EndedAt, request.RefusedBecause,
            request.Found, request.Held, request.Erased, JsonSerializer.Deserialize<JsonElement>(request.Counts), request.State == ErasureState.Waiting ? request.Confirmation : null);
    }
}
