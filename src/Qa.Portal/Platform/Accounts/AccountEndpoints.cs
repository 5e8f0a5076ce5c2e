using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Platform.Accounts;

/// <summary>Accounts, for machines and for <c>qa user</c>.</summary>
internal static class AccountEndpoints
{
    private const int MaximumRows = 500;

    public static void Map(IEndpointRouteBuilder api)
    {
        var accounts = api.MapGroup("/accounts").WithTags("Accounts");
        accounts.MapGet("", ListAsync).WithSummary("Accounts with their roles, by name").Requires("accounts.read");
        accounts.MapPost("", OpenAsync).WithSummary("Open an account; the answer holds its first password, which nobody can read again").Requires("accounts.edit");
        accounts.MapGet("/{id:guid}", GetAsync).WithSummary("An account").Requires("accounts.read");
        accounts.MapPut("/{id:guid}", ChangeAsync).WithSummary("Change an account, with the stamp that was read, so that nothing is overwritten unseen").Requires("accounts.edit");
        accounts.MapPost("/{id:guid}/reset", ResetAsync).WithSummary("Give an account a new first password, open its lock, end its sessions").Requires("accounts.edit");
        api.MapGet("/roles", async (RoleDesk roles, Actor actor, CancellationToken cancellation) => TypedResults.Ok((await roles.ListAsync(actor, cancellation)).Select(RoleView.Of)))
            .WithTags("Accounts").WithSummary("Roles, and what each may do with whose data").Requires("roles.read");
    }

    private static async Task<IResult> ListAsync(string? search, string? role, bool? disabled, int? skip, int? limit, AccountDesk desk, Actor actor, CancellationToken cancellation)
    {
        var (rows, count) = await desk.PageAsync(search, role, disabled, Math.Max(0, skip ?? 0), Math.Clamp(limit ?? 100, 1, MaximumRows), actor, cancellation);
        return TypedResults.Ok(new { count, accounts = rows.Select(AccountView.Of) });
    }

    private static async Task<IResult> GetAsync(Guid id, AccountDesk desk, Actor actor, CancellationToken cancellation) =>
        await desk.FindAsync(id, actor, cancellation) is { } row ? TypedResults.Ok(AccountView.Of(row)) : Refused(AccountFault.Missing);

    private static async Task<IResult> OpenAsync(AccountRequest request, AccountDesk desk, Actor actor, CancellationToken cancellation)
    {
        var opened = await desk.OpenAsync(request.Form, actor, cancellation: cancellation);
        return opened.Fault == AccountFault.None
            ? TypedResults.Created($"/api/v1/accounts/{opened.Account!.Id}", new { account = AccountView.Of(new(opened.Account, request.Form.Roles)), opened.Password })
            : Refused(opened.Fault);
    }

    private static async Task<IResult> ChangeAsync(Guid id, AccountChange request, AccountDesk desk, Actor actor, CancellationToken cancellation)
    {
        var changed = await desk.ChangeAsync(id, request.Stamp, request.Form, request.IsDisabled, actor, cancellation: cancellation);
        return changed.Fault == AccountFault.None ? TypedResults.Ok(AccountView.Of(new(changed.Account!, request.Form.Roles))) : Refused(changed.Fault);
    }

    private static async Task<IResult> ResetAsync(Guid id, ResetRequest request, AccountDesk desk, Actor actor, CancellationToken cancellation)
    {
        var reset = await desk.ResetAsync(id, request.SecondFactorToo, actor, cancellation);
        return reset.Fault == AccountFault.None ? TypedResults.Ok(new { reset.Password }) : Refused(reset.Fault);
    }

    /// <summary>Why an account was not changed.</summary>
    public static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Refused(AccountFault fault) => fault switch
    {
        AccountFault.Missing => Problem.Of(404, "not-found", "there is no such account"),
        AccountFault.ChangedMeanwhile => Problem.Of(409, "changed-meanwhile", "somebody else has changed the account since it was read; nothing was saved: read it again"),
        AccountFault.NameTaken => Problem.Of(409, "other-content", "another account has this name"),
        AccountFault.AgentTaken => Problem.Of(409, "other-content", "another account has this agent id"),
        AccountFault.MoreThanOwn => Problem.Of(403, "not-allowed", "the roles give more than who gives them has"),
        AccountFault.OwnAccount => Problem.Of(403, "not-this-person", "nobody closes the own account or takes the own administration away"),
        AccountFault.UnknownRole => Problem.Of(400, "invalid-request", "roles: found one that there is not; GET /api/v1/roles shows those that there are"),
        _ => Problem.Of(400, "invalid-request", "expected a name of letters and digits (with . _ - @ within), a display name of 1 to 60 characters and at least one role"),
    };

    private record AccountRequest(string Name, string DisplayName, IReadOnlyList<string> Roles, string? AgentId = null, string? Email = null)
    {
        internal AccountForm Form => new(Name.Trim(), DisplayName.Trim(), string.IsNullOrWhiteSpace(AgentId) ? null : AgentId.Trim(), string.IsNullOrWhiteSpace(Email) ? null : Email.Trim(), Roles);
    }

    private sealed record AccountChange(string Name, string DisplayName, IReadOnlyList<string> Roles, string Stamp, string? AgentId = null, string? Email = null, bool IsDisabled = false)
        : AccountRequest(Name, DisplayName, Roles, AgentId, Email);

    private sealed record ResetRequest(bool SecondFactorToo = false);

    private sealed record AccountView(
        Guid Id, string Name, string DisplayName, string? AgentId, string? Email, IReadOnlyList<string> Roles, bool IsDisabled, bool HasSecondFactor, DateTimeOffset? LastSignInAt, string Stamp)
    {
        public static AccountView Of(AccountRow row) => new(
            row.Account.Id, row.Account.UserName!, row.Account.DisplayName, row.Account.AgentId, row.Account.Email, row.Roles, row.Account.IsDisabled, row.Account.TwoFactorEnabled,
            row.Account.LastSignInAt, row.Account.ConcurrencyStamp!);
    }

    private sealed record RoleView(string Id, string ChineseName, string EnglishName, string Networks, IReadOnlyDictionary<string, DataScope> Permissions, long Version)
    {
        public static RoleView Of(PortalRole role) => new(
            role.Id, role.ChineseName, role.EnglishName, role.Networks,
            new SortedDictionary<string, DataScope>(role.Permissions.ToDictionary(static each => each.Permission, static each => each.Scope, StringComparer.Ordinal), StringComparer.Ordinal), role.Version);
    }
}
