using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Inspection.Results;
using Qa.Portal.Modules.Inspection.Results;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Excel;
using Qa.Portal.Platform.Privacy;
using Qa.Portal.Platform.Problems;
using Qa.Portal.Platform.Serving.Limits;
using Qa.Portal.Ui;
using Qa.Portal.Ui.Lists;
using Qa.Rules.Interactions;

namespace Qa.Portal.Modules.Inspection;

/// <summary>Interactions that come in, and the scorecards that came out.</summary>
internal static class InteractionEndpoints
{
    private const string Json = "application/json";
    private const string Lines = "application/x-ndjson";

    public static void Map(IEndpointRouteBuilder api)
    {
        var interactions = api.MapGroup("/interactions").WithTags("Interactions");
        interactions.MapPost("", PostAsync).LimitedAs(RequestKind.Intake).AddOpenApiOperationTransformer((operation, _, _) => Takes(operation, Json, Lines)).WithMetadata(new DisableRequestSizeLimitAttribute())
            .WithSummary("Send one interaction (application/json) or many (application/x-ndjson); sent again it is a duplicate, and other content under its id is refused").Requires("interactions.send");
        api.MapGet("/interactions.xlsx", ExportAsync).WithTags("Interactions").WithSummary("What the list of the portal shows with the same filters, a row for each result, as a sheet of Excel; in Chinese or with lang=en-US in English").Requires(InteractionDesk.Export);
        interactions.MapGet("/{id}", GetAsync).WithSummary("An interaction as it came, its newest revision or a given one, with the customer's number masked; with unmasked, and the permission for it, it is whole, and that it was read is written to the audit log").Requires("interactions.read");
        interactions.MapPost("/{id}/revisions", ReviseAsync).LimitedAs(RequestKind.Intake).AddOpenApiOperationTransformer((operation, _, _) => Takes(operation, Json)).WithSummary("Send a correction: the next revision, which is scored anew").Requires("interactions.send");
        interactions.MapGet("/{id}/scorecards", ScorecardsAsync).WithSummary("Scorecards of all sets and revisions, each with the version and lease by which it was scored").Requires("interactions.read");
    }

    // Said in the description alone: as metadata of the route it would answer other kinds of content by itself, with no word why.
    private static Task Takes(OpenApiOperation operation, params ReadOnlySpan<string> mediaTypes)
    {
        var content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal);
        foreach (var type in mediaTypes)
            content.Add(type, new());
        operation.RequestBody = new OpenApiRequestBody { Required = true, Content = content };
        return Task.CompletedTask;
    }

    private static async Task<IResult> PostAsync(HttpRequest request, InteractionIntake intake, CancellationToken cancellation)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed.MediaType.ToString() : "";
        return type.ToLowerInvariant() switch
        {
            Json => await PostOneAsync(request, intake, cancellation),
            Lines => await PostManyAsync(request, intake, cancellation),
            _ => Problem.Of(415, "media-type", $"found '{type}', expected {Json} or {Lines}"),
        };
    }

    private static async Task<IResult> PostOneAsync(HttpRequest request, InteractionIntake intake, CancellationToken cancellation)
    {
        var (received, problem) = await ReadAsync(request, cancellation);
        if (received is null)
            return problem!;
        var answer = (await intake.SubmitAsync([received], cancellation))[0];
        var summary = new IntakeSummary(answer.Outcome == IntakeOutcome.Accepted ? 1 : 0, answer.Outcome == IntakeOutcome.Duplicate ? 1 : 0, []);
        return answer.Outcome switch
        {
            IntakeOutcome.Accepted => TypedResults.Created($"/api/v1/interactions/{Uri.EscapeDataString(answer.Id)}", summary),
            IntakeOutcome.Duplicate => TypedResults.Ok(summary),
            IntakeOutcome.Erased => ErasedProblem.Of($"the interaction '{answer.Id}'"),
            _ => Problem.Of(409, "other-content", answer.Error!, new() { ["hash"] = answer.Hash, ["storedHash"] = answer.StoredHash }),
        };
    }

    private static async Task<IResult> PostManyAsync(HttpRequest request, InteractionIntake intake, CancellationToken cancellation)
    {
        var bulk = new BulkIntake(intake);
        try
        {
            await bulk.ReadAsync(request.Body, cancellation);
            return TypedResults.Ok(bulk.Summary);
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or TimeoutException or IOException && !cancellation.IsCancellationRequested)
        {
            var (accepted, duplicates, rejected) = bulk.Summary;
            return Problem.Of(503, "storage", "what came after the line named here may or may not be stored; sent again, nothing is doubled", new()
            {
                ["storedThroughLine"] = bulk.StoredThroughLine, ["accepted"] = accepted, ["duplicates"] = duplicates, ["rejected"] = rejected,
            });
        }
    }

    private static async Task<IResult> GetAsync(
        string id, long? revision, bool? unmasked, InteractionArchive archive, Actor actor, Reaches reaches, SensitiveReading sensitive, CancellationToken cancellation)
    {
        if (await archive.FindAsync(id, revision) is not { } stored || !await CoversAsync(stored, actor, reaches))
            return NoSuchInteraction(id);
        if (stored.Erasure is not null)
            return ErasedProblem.Of($"the interaction '{id}'");
        var isUnmasked = await sensitive.UnmaskAsync(actor, unmasked ?? false, $"interaction {id}", cancellation);
        return TypedResults.Bytes(isUnmasked ? stored.Content : InteractionCustomer.Masked(stored.Content), Json);
    }

    private static async Task<IResult> ExportAsync(string? lang, HttpRequest request, Actor actor, InteractionDesk desk, SensitiveReading sensitive, CentreTime centre, CancellationToken cancellation)
    {
        var filter = request.QueryString.Value ?? "";
        var isEnglish = lang is null ? Languages.IsEnglish : Languages.IsEnglishIn(lang);
        if (await desk.ReadAllAsync(ListQuery.Parse(filter), actor, cancellation) is not { } found)
            return Problem.Of(409, "too-many", FormattableString.Invariant($"more than {InteractionDesk.MaximumExported} interactions; expected a filter that leaves fewer"));
        await sensitive.ExportAsync(actor, "interactions", filter, found.Count, cancellation);
        return TypedResults.Stream(
            body => ExcelSheet.WriteAsync(body, isEnglish ? "Interactions" : "会话与评分", InteractionSheet.Columns(centre, isEnglish), InteractionSheet.Rows(found), isEnglish, cancellation),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "interactions.xlsx");
    }

    private static async Task<IResult> ReviseAsync(string id, HttpRequest request, InteractionIntake intake, CancellationToken cancellation)
    {
        var (received, problem) = await ReadAsync(request, cancellation);
        if (received is null)
            return problem!;
        if (!string.Equals(received.Interaction.Id, id, StringComparison.Ordinal))
            return Problem.Of(400, "invalid-request", $"found the id '{received.Interaction.Id}', expected '{id}'");
        var (outcome, revision) = await intake.ReviseAsync(received, cancellation);
        return outcome switch
        {
            RevisionOutcome.Stored => TypedResults.Ok(new RevisionView(id, revision, received.Hash)),
            RevisionOutcome.Erased => ErasedProblem.Of($"the interaction '{id}'"),
            _ => NoSuchInteraction(id),
        };
    }

    private static async Task<IResult> ScorecardsAsync(string id, InteractionArchive archive, Actor actor, Reaches reaches) =>
        await archive.FindAsync(id) is { } stored && await CoversAsync(stored, actor, reaches) ? TypedResults.Ok((await archive.ScorecardsAsync(id)).Select(ScorecardView.Of)) : NoSuchInteraction(id);

    // What is out of reach is not there: its id says nothing of whether there is one.
    private static async ValueTask<bool> CoversAsync(StoredInteraction stored, Actor actor, Reaches reaches)
    {
        var reach = await reaches.OfAsync(actor, "interactions.read");
        return reach.IsAll || reach.Covers(InteractionReader.Read(stored.Content).Interaction?.Agent.Id);
    }

    private static async Task<(ReceivedInteraction? Received, IResult? Problem)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > InteractionReader.MaximumBytes)
                return (null, Problem.Of(413, "invalid-interaction", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"found more than {InteractionReader.MaximumBytes} bytes, expected an interaction of at most as many")));
        }

        var (received, errors) = ReceivedInteraction.Read(body.ToArray());
        return received is null
            ? (null, Problem.Of(422, "invalid-interaction", errors[0].Message, new() { ["errors"] = errors }))
            : (received, null);
    }

    private static ProblemHttpResult NoSuchInteraction(string id) => Problem.Of(404, "not-found", $"there is no interaction '{id}'");
}
