using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Modules.NormSets.Cases;

/// <summary>The cases of a set, for machines.</summary>
internal static class CaseEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var cases = api.MapGroup("/rule-sets/{id}/cases").WithTags("Norm sets");
        cases.MapGet("", ListAsync).WithSummary("Must-hit and must-miss cases of a set, without their dialogues").Requires(NormSetDesk.Read);
        cases.MapGet("/{number:long}", GetAsync).WithSummary("A case with its dialogue: null where that is out of reach, and numbers in it are masked").Requires(NormSetDesk.Read);
        cases.MapPost("", AddAsync).WithSummary("Keep a case: the dialogue of an interaction, a pasted one, or an interaction as it is sent in").Requires(NormSetDesk.Publish);
        cases.MapPut("/{number:long}", ChangeAsync).WithSummary("Change norm, note or what is asked of a case, with the version that was read").Requires(NormSetDesk.Publish);
        cases.MapDelete("/{number:long}", DeleteAsync).WithSummary("Delete a case of the version that was read").Requires(NormSetDesk.Publish);
        cases.MapPost("/run", RunAsync).WithSummary("Run all cases: on the version in force, or with version, draft or document on that").Requires(NormSetDesk.Read);
    }

    private static async Task<IResult> ListAsync(string id, string? norm, Actor actor, NormCases cases, CancellationToken cancellation) =>
        TypedResults.Ok((await cases.ListAsync(id, norm, actor, cancellation)).Select(CaseView.Of));

    private static async Task<IResult> GetAsync(string id, long number, Actor actor, NormCases cases, CancellationToken cancellation) =>
        await cases.FindAsync(id, number, actor, cancellation) is { } one
            ? TypedResults.Ok(CaseView.Of(one).With(await cases.DialogueAsync(one, actor, cancellation)))
            : Problem.Of(404, "not-found", FormattableString.Invariant($"'{id}' has no case {number}"));

    private static async Task<IResult> AddAsync(string id, CaseRequest request, Actor actor, NormCases cases, CancellationToken cancellation)
    {
        var added = await cases.AddAsync(id, new(request.Norm, request.MustHit, request.Note ?? "", request.Interaction, request.Dialogue, request.Document?.GetRawText()), actor, cancellation);
        return added is { Fault: null, Case: { } one } ? TypedResults.Created(FormattableString.Invariant($"/api/v1/rule-sets/{Uri.EscapeDataString(id)}/cases/{one.Id}"), CaseView.Of(one)) : ProblemOf(added);
    }

    private static async Task<IResult> ChangeAsync(string id, long number, CaseChange request, Actor actor, NormCases cases, CancellationToken cancellation)
    {
        var changed = await cases.ChangeAsync(id, number, request.Norm, request.MustHit, request.Note ?? "", request.Version, actor, cancellation);
        return changed is { Fault: null, Case: { } one } ? TypedResults.Ok(CaseView.Of(one)) : ProblemOf(changed);
    }

    private static async Task<IResult> DeleteAsync(string id, long number, long version, Actor actor, NormCases cases, CancellationToken cancellation)
    {
        var deleted = await cases.DeleteAsync(id, number, version, actor, cancellation);
        return deleted.Fault is null ? TypedResults.NoContent() : ProblemOf(deleted);
    }

    private static async Task<IResult> RunAsync(string id, RunRequest? request, Actor actor, NormCases cases, RequestedTree trees, CancellationToken cancellation)
    {
        var wanted = request ?? new();
        if (new object?[] { wanted.Version, wanted.Draft, wanted.Document }.Count(static given => given is not null) > 1)
            return Problem.Of(400, "invalid-request", "expected at most one of version, draft and document");
        var answer = await trees.OfAsync(id, wanted, cancellation);
        return answer.Succeeded ? TypedResults.Ok(CaseRunView.Of(await cases.RunAsync(id, answer.Value, actor, cancellation))) : Problem.Of(answer.Refusal);
    }

    private static ProblemHttpResult ProblemOf(CaseAnswer answer) => answer.Fault switch
    {
        CaseFault.NoSuchSet or CaseFault.NoSuchInteraction or CaseFault.Missing => Problem.Of(404, "not-found", answer.Detail),
        CaseFault.ChangedMeanwhile => Problem.Of(409, "changed-meanwhile", answer.Detail, new() { ["current"] = answer.Case is { } current ? CaseView.Of(current) : null }),
        CaseFault.TooMany => Problem.Of(429, "too-many", answer.Detail),
        _ => Problem.Of(400, "invalid-request", answer.Detail),
    };

    /// <param name="Interaction">Id of a stored interaction; or one of the other two.</param>
    /// <param name="Dialogue">A line a turn: <c>坐席：您好</c>.</param>
    /// <param name="Document">An interaction as it is sent in.</param>
    private sealed record CaseRequest(string Norm, bool MustHit, string? Note = null, string? Interaction = null, string? Dialogue = null, JsonElement? Document = null);

    /// <param name="Version">That was read.</param>
    private sealed record CaseChange(string Norm, bool MustHit, long Version, string? Note = null);
}
