using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qa.Grains.Publication.Sources;
using Qa.Portal.Modules.NormSets.Lexicons;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Problems;
using Qa.Rules.Trees.Loading;

namespace Qa.Portal.Modules.NormSets.Working;

/// <summary>Working drafts and shared lexicons, for machines: an editor of one's own, a system that keeps phrase lists.</summary>
internal static class WorkingEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var sets = api.MapGroup("/rule-sets").WithTags("Norm sets");
        sets.MapGet("/{id}/working-draft", GetAsync).WithSummary("A set as it is being changed, with its errors; version 0 while nobody changes it, then as it is in force").Requires(NormSetDesk.Publish);
        sets.MapPut("/{id}/working-draft", PutAsync).WithSummary("Save a change, with the version that was read (0 begins one); also a text with errors is kept").Requires(NormSetDesk.Publish);
        sets.MapDelete("/{id}/working-draft", DeleteAsync).WithSummary("Throw a working draft of the version that was read away").Requires(NormSetDesk.Publish);
        sets.MapPost("/{id}/working-draft/draft", HandInAsync).WithSummary("Hand a working draft of the version that was read in: it becomes a draft that others approve").Requires(NormSetDesk.Publish);
        var lexicons = api.MapGroup("/lexicons").WithTags("Norm sets");
        lexicons.MapGet("", async (SharedLexicons service, Actor actor, CancellationToken cancellation) => TypedResults.Ok(await service.ListAsync(actor, cancellation))).WithSummary("Phrase files of all sets: shared or not, and who uses them").Requires(NormSetDesk.Publish);
        lexicons.MapGet("/{**path}", GetLexiconAsync).WithSummary("A phrase file").Requires(NormSetDesk.Publish);
        lexicons.MapPut("/{**path}", PutLexiconAsync).WithSummary("Share a phrase file or change it, with the version that was read (0 shares it); it goes into the working draft of every set that names it").Requires(NormSetDesk.Publish);
    }

    private static async Task<IResult> GetAsync(string id, WorkingDrafts drafts, Actor actor, CancellationToken cancellation) =>
        await drafts.OpenAsync(id, actor, cancellation) is { } text ? TypedResults.Ok(WorkingView.Of(text)) : Problem.Of(404, "not-found", $"there is no set '{id}'");

    private static async Task<IResult> PutAsync(string id, WorkingRequest request, WorkingDrafts drafts, Actor actor, CancellationToken cancellation)
    {
        var lexicons = (request.Lexicons ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal);
        var length = WorkingDrafts.LengthOf(new("", request.Text, lexicons));
        if (length > WorkingDrafts.MaximumLength || request.Text.Length == 0)
            return Problem.Of(400, "invalid-request", FormattableString.Invariant($"text: found {length} characters with its lexicons, expected 1 to {WorkingDrafts.MaximumLength}"));
        if (request.File is { Length: 0 or > WorkingDraft.MaximumFileLength })
            return Problem.Of(400, "invalid-request", FormattableString.Invariant($"file: found {request.File.Length} characters, expected 1 to {WorkingDraft.MaximumFileLength}"));
        if (!Identifiers.IsRuleSet(id))
            return Problem.Of(400, "invalid-request", $"found the set '{id}', expected {Identifiers.RuleSetPattern}");
        var opened = await drafts.OpenAsync(id, actor, cancellation);
        var read = (opened ?? new(id, new($"{id}.yaml", "", lexicons), 0, 0, IsWhole: true, null, null)) with { Version = request.Version };
        var saved = await drafts.SaveAsync(read, new(request.File ?? read.Document.FileName, request.Text, lexicons), actor, cancellation);
        return saved.Outcome == SaveOutcome.Done ? TypedResults.Ok(WorkingView.Of(saved.Current!)) : ChangedMeanwhile(saved.Current);
    }

    private static async Task<IResult> DeleteAsync(string id, long version, WorkingDrafts drafts, Actor actor, CancellationToken cancellation)
    {
        if (await drafts.FindAsync(id, actor, cancellation) is not { } text)
            return NotBegun(id);
        return await drafts.DiscardAsync(text with { Version = version }, actor, cancellation) switch
        {
            SaveOutcome.Done => (IResult)TypedResults.NoContent(),
            SaveOutcome.Missing => NotBegun(id),
            _ => ChangedMeanwhile(await drafts.FindAsync(id, actor, cancellation)),
        };
    }

    private static async Task<IResult> HandInAsync(string id, HandInRequest request, WorkingDrafts drafts, Actor actor, CancellationToken cancellation)
    {
        if (request.Note.Trim().Length is 0 or > NormSetDesk.MaximumNoteLength)
            return Problem.Of(400, "invalid-request", FormattableString.Invariant($"note: found {request.Note.Trim().Length} characters, expected 1 to {NormSetDesk.MaximumNoteLength}"));
        if (await drafts.FindAsync(id, actor, cancellation) is not { } text)
            return NotBegun(id);
        if (text.Version != request.Version)
            return ChangedMeanwhile(text);
        var answer = await drafts.HandInAsync(text, request.Note.Trim(), actor, cancellation);
        return answer.Succeeded ? TypedResults.Created($"/api/v1/rule-sets/{id}/drafts/{answer.Value.Id}", DraftView.Of(answer.Value)) : Problem.Of(answer.Refusal);
    }

    private static async Task<IResult> GetLexiconAsync(string path, SharedLexicons lexicons, Actor actor, CancellationToken cancellation) =>
        await lexicons.FindAsync(path, actor, cancellation) is { } lexicon ? TypedResults.Ok(lexicon) : Problem.Of(404, "not-found", $"there is no lexicon '{path}'");

    private static async Task<IResult> PutLexiconAsync(string path, LexiconRequest request, SharedLexicons lexicons, Actor actor, CancellationToken cancellation)
    {
        var saved = await lexicons.SaveAsync(path, request.Text, request.Version, actor, cancellation);
        if (saved.IsLate)
            return Problem.Of(409, "changed-meanwhile", "somebody else has changed it meanwhile", new() { ["current"] = await lexicons.FindAsync(path, actor, cancellation) });
        return saved.Errors.IsEmpty
            ? TypedResults.Ok(new { lexicon = await lexicons.FindAsync(path, actor, cancellation), opened = saved.Opened, missed = saved.Missed })
            : Problem.Of(422, "invalid-document", "the lexicon has errors", new() { ["errors"] = saved.Errors.Select(static error => new { error.Line, error.Found, error.Expected }) });
    }

    private static ProblemHttpResult NotBegun(string id) => Problem.Of(404, "not-found", $"nobody is changing '{id}'");

    private static ProblemHttpResult ChangedMeanwhile(WorkingText? current) =>
        Problem.Of(409, "changed-meanwhile", "somebody else has changed it meanwhile", new() { ["current"] = current is null ? null : WorkingView.Of(current) });

    private sealed record WorkingRequest(long Version, string Text, Dictionary<string, string>? Lexicons = null, string? File = null);

    private sealed record HandInRequest(long Version, string Note);

    private sealed record LexiconRequest(long Version, string Text);

    private sealed record WorkingView(string RuleSet, long Base, long Version, string File, string Text, IReadOnlyDictionary<string, string> Lexicons, string? ChangedBy, DateTimeOffset? ChangedAt, IReadOnlyList<DocumentError> Errors)
    {
        public static WorkingView Of(WorkingText text)
        {
            var bench = new Workbench(text);
            bench.Check();
            return new(text.RuleSet, text.Base, text.Version, text.Document.FileName, text.Document.Text, text.Document.Lexicons, text.ChangedBy, text.ChangedAt, bench.Errors);
        }
    }
}
