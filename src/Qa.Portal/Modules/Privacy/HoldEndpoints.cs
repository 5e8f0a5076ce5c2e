using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Privacy.Holds;
using Qa.Portal.Platform.Problems;
using Qa.Portal.Ui.Lists;

namespace Qa.Portal.Modules.Privacy;

/// <summary>Legal holds, for machines.</summary>
internal static class HoldEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var holds = api.MapGroup("/privacy/holds").WithTags("Data protection");
        holds.MapGet("", ListAsync).WithSummary("Legal holds, those in force first, 50 a page; numbers are masked").Requires(PrivacyModule.Read);
        holds.MapPost("", PlaceAsync).WithSummary("Place a hold on an interaction, a customer, a number, an agent or a period: what is on hold is not erased").Requires(HoldDesk.Permission);
        holds.MapPost("/{id:long}/release", ReleaseAsync).WithSummary("Release a hold, with the reason").Requires(HoldDesk.Permission);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, HoldDesk desk, CancellationToken cancellation)
    {
        var page = await desk.PageAsync(ListQuery.Parse(request.QueryString.Value ?? ""), cancellation);
        return TypedResults.Ok(new { page.Count, holds = page.Rows.Select(HoldView.Of) });
    }

    private static async Task<IResult> PlaceAsync(HoldForm request, Actor actor, HoldDesk desk, CancellationToken cancellation)
    {
        var (form, faults) = request.Checked();
        if (form is null)
            return Problem.Of(400, "invalid-request", string.Join("; ", faults));
        if (await desk.PlaceAsync(form, actor, cancellation) is not { } id)
            return Problem.Of(422, "nothing-there", $"target: found no interaction of '{form.Target}', expected the {(form.Kind == HoldKind.Agent ? "number of an agent who has some" : "id of one that is here")}");
        return TypedResults.Created(FormattableString.Invariant($"/api/v1/privacy/holds/{id}"), new { id });
    }

    private static async Task<IResult> ReleaseAsync(long id, ReleaseRequest request, Actor actor, HoldDesk desk, CancellationToken cancellation)
    {
        var reason = request.Reason.Trim();
        if (reason.Length is 0 or > LegalHold.MaximumReasonLength || reason.Contains('\0', StringComparison.Ordinal))
            return Problem.Of(400, "invalid-request", FormattableString.Invariant($"reason: found {reason.Length} characters, expected 1 to {LegalHold.MaximumReasonLength}"));
        return await desk.ReleaseAsync(id, reason, actor, cancellation) switch
        {
            SaveOutcome.Done => TypedResults.NoContent(),
            SaveOutcome.Missing => Problem.Of(404, "not-found", FormattableString.Invariant($"there is no hold {id}")),
            _ => Problem.Of(409, "closed", FormattableString.Invariant($"the hold {id} is released already")),
        };
    }

    private sealed record ReleaseRequest(string Reason);

    private sealed record HoldView(
        long Id, HoldKind Kind, string Target, DateTimeOffset? From, DateTimeOffset? To, string Reason, string PlacedBy, DateTimeOffset PlacedAt, string? ReleasedBy, DateTimeOffset? ReleasedAt,
        string? ReleaseReason)
    {
        public static HoldView Of(LegalHold hold) => new(
            hold.Id, hold.Kind, hold.Shown, hold.From, hold.To, hold.Reason, hold.PlacedBy, hold.PlacedAt, hold.ReleasedBy, hold.ReleasedAt, hold.ReleaseReason);
    }
}
