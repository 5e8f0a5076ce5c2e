using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qa.Portal.Modules.People.AccountRequests;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Accounts;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Modules.People;

/// <summary>Requests for accounts, for machines.</summary>
internal static class AccountRequestEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var requests = api.MapGroup("/account-requests").WithTags("Accounts");
        requests.MapGet("", ListAsync).Requires(AccountRequestDesk.Read).WithSummary("Requests for accounts: those that wait first, then the latest");
        requests.MapGet("/{id:long}", async (long id, AccountRequestDesk desk, Actor actor, CancellationToken cancellation) =>
            await desk.FindAsync(id, actor, cancellation) is { } line ? TypedResults.Ok(RequestView.Of(line)) : (IResult)Problem.Of(404, "not-found", Missing(id))).Requires(AccountRequestDesk.Read).WithSummary("A request for an account");
        requests.MapPost("", async (NewRequest request, AccountRequestDesk desk, Actor actor, CancellationToken cancellation) => Answers.Of(
            await desk.AskAsync(new(request.Number, request.Kind, request.AccountName, [.. request.Roles ?? []], request.Reason), actor, cancellation), PeopleEndpoints.Missing(request.Number), RequestView.Of))
            .Requires(AccountRequestDesk.Request).WithSummary("Ask for an account to be opened, given other roles, or closed");
        requests.MapPost("/{id:long}/withdraw", async (long id, Decision decision, AccountRequestDesk desk, Actor actor, CancellationToken cancellation) => Answers.Of(
            await desk.WithdrawAsync(id, decision.Version, actor, cancellation), Missing(id), RequestView.Of)).Requires(AccountRequestDesk.Request).WithSummary("Take back one's own request before it is decided");
        requests.MapPost("/{id:long}/refuse", async (long id, Decision decision, AccountRequestDesk desk, Actor actor, CancellationToken cancellation) => Answers.Of(
            await desk.RefuseAsync(id, decision.Version, decision.Note, actor, cancellation), Missing(id), RequestView.Of)).Requires(AccountRequestDesk.Approve).WithSummary("Refuse a request of somebody else, with the reason");
        requests.MapPost("/{id:long}/approve", ApproveAsync).Requires(AccountRequestDesk.Approve)
            .WithSummary("Approve a request of somebody else, and carry it out; of an account that is opened the answer holds the first password, which nobody can read again");
    }

    private static async Task<IResult> ListAsync(
        string? search, string? number, string? state, string? kind, int? skip, int? take, AccountRequestDesk desk, Actor actor, CancellationToken cancellation)
    {
        var (wantedState, wantedKind) = (Words.Of<AccountRequestState>("state", state), Words.Of<AccountRequestKind>("kind", kind));
        if ((wantedState.Fault ?? wantedKind.Fault) is { } fault)
            return Answers.Of(fault);
        var (rows, count) = await desk.PageAsync(
            search, number, wantedState.Value, wantedKind.Value, Math.Max(0, skip ?? 0), Math.Clamp(take ?? PeopleQuery.DefaultTake, 1, PeopleQuery.MaximumTake), actor, cancellation);
        return TypedResults.Ok(new { total = count, requests = rows.Select(RequestView.Of) });
    }

    private static async Task<IResult> ApproveAsync(long id, Decision decision, AccountApprovals approvals, Actor actor, CancellationToken cancellation)
    {
        var approval = await approvals.ApproveAsync(id, decision.Version, decision.Note, actor, cancellation);
        return approval.Account != AccountFault.None
            ? AccountEndpoints.Refused(approval.Account)
            : Answers.Of(approval.Request, Missing(id), current => new { request = RequestView.Of(current), approval.Password });
    }

    private static string Missing(long id) => FormattableString.Invariant($"there is no account request {id}");

    private sealed record NewRequest(string Number, AccountRequestKind Kind, string Reason = "", string AccountName = "", IReadOnlyList<string>? Roles = null);

    private sealed record Decision(long Version, string Note = "");

    private sealed record RequestView(
        long Id, string Number, string? PersonName, AccountRequestKind Kind, string AccountName, IReadOnlyList<string> Roles, string Reason, AccountRequestState State,
        string RequestedBy, DateTimeOffset RequestedAt, string? DecidedBy, DateTimeOffset? DecidedAt, string Note, long Version)
    {
        public static RequestView Of(AccountRequestLine line) => Of(line.Request, line.PersonName);

        public static RequestView Of(AccountRequest request) => Of(request, null);

        private static RequestView Of(AccountRequest request, string? name) => new(
            request.Id, request.Number, name, request.Kind, request.AccountName, request.RoleIds, request.Reason, request.State, request.RequestedBy, request.RequestedAt,
            request.DecidedBy, request.DecidedAt, request.Note, request.Version);
    }
}
