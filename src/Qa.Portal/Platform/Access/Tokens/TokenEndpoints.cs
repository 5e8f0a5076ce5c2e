using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Platform.Access.Tokens;

/// <summary>Tokens of machines, for <c>qa token</c> and for who keeps them elsewhere.</summary>
internal static class TokenEndpoints
{
    private const int MaximumRows = 500;

    public static void Map(IEndpointRouteBuilder api)
    {
        var tokens = api.MapGroup("/tokens").WithTags("Tokens");
        tokens.MapGet("", ListAsync).WithSummary("Tokens by name, with what each may do and how it stands; never a secret").Requires("tokens.read");
        tokens.MapPost("", MakeAsync).WithSummary("Make a token; the answer holds its secret, which nobody can read again").Requires("tokens.edit");
        tokens.MapPost("/{id:guid}/revoke", RevokeAsync).WithSummary("End a token; it opens nothing from then on").Requires("tokens.edit");
    }

    private static async Task<IResult> ListAsync(string? search, bool? good, int? skip, int? limit, TokenDesk desk, Actor actor, CancellationToken cancellation)
    {
        var (rows, count) = await desk.PageAsync(search, good, Math.Max(0, skip ?? 0), Math.Clamp(limit ?? 100, 1, MaximumRows), actor, cancellation);
        return TypedResults.Ok(new { count, tokens = rows.Select(static row => TokenView.Of(row.Token, row.Owner, row.Standing)) });
    }

    private static async Task<IResult> MakeAsync(TokenRequest request, TokenDesk desk, Actor actor, CancellationToken cancellation)
    {
        var made = await desk.MakeAsync(new(request.Name.Trim(), request.Days, request.Permissions, request.Owner), actor, cancellation);
        return made.Token is { } token
            ? TypedResults.Created($"/api/v1/tokens/{token.Id}", new { token = TokenView.Of(token, request.Owner ?? actor.Name, TokenStanding.Good), made.Secret })
            : Refused(made.Errors);
    }

    private static async Task<IResult> RevokeAsync(Guid id, TokenDesk desk, Actor actor, CancellationToken cancellation) =>
        await desk.RevokeAsync(id, actor, cancellation) ? TypedResults.NoContent() : Problem.Of(404, "not-found", "there is no such token");

    private static ProblemHttpResult Refused(IReadOnlyList<TokenError> errors)
    {
        var messages = errors.Select(MessageOf).ToList();
        var more = new Dictionary<string, object?>(StringComparer.Ordinal) { ["errors"] = messages.Select(static message => new { message }) };
        var (status, kind) = errors.All(static error => error.Fault == TokenFault.NameTaken) ? (409, "other-content") : errors.All(static error => error.Fault is TokenFault.MoreThanOwn or TokenFault.OnlyPeople or TokenFault.OwnerOfOthers) ? (403, "not-allowed") : (400, "invalid-request");
        return Problem.Of(status, kind, messages[0], more);
    }

    private static string MessageOf(TokenError error) => error.Fault switch
    {
        TokenFault.BadName => $"name: expected 1 to {MachineToken.MaximumNameLength} letters and digits, with . _ - @ within",
        TokenFault.NameTaken => "name: there is, or was, a token of this name; expected another one",
        TokenFault.BadDays => $"days: expected 1 to {MachineToken.MaximumDays}",
        TokenFault.NoPermission => "permissions: found none, expected at least one",
        TokenFault.UnknownPermission => $"permissions: there is no '{error.Permission}'; GET /api/v1/roles shows those that there are",
        TokenFault.MoreThanOwn => $"permissions: '{error.Permission}' is more than who makes the token, or whose it is, may do",
        TokenFault.OnlyPeople => $"permissions: '{error.Permission}' is for people, not for machines",
        TokenFault.NoOwner => "owner: expected the name of the account whose token it is",
        TokenFault.OwnerOfOthers => "owner: nobody makes tokens of others; leave it out",
        _ => "owner: there is no such account, or it is closed",
    };

    private sealed record TokenRequest(string Name, int Days, IReadOnlyDictionary<string, DataScope> Permissions, string? Owner = null);

    private sealed record TokenView(
        Guid Id, string Name, string Owner, TokenStanding Standing, IReadOnlyDictionary<string, DataScope> Permissions, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt)
    {
        public static TokenView Of(MachineToken token, string owner, TokenStanding standing) => new(
            token.Id, token.Name, owner, standing, token.Grants.ToDictionary(static grant => grant.Permission, static grant => grant.Scope, StringComparer.Ordinal), token.MadeAt, token.ExpiresAt, token.LastUsedAt, token.RevokedAt);
    }
}
