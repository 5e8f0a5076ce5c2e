using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Files;
using Qa.Portal.Platform.Problems;
using Qa.Portal.Platform.Serving.Limits;

namespace Qa.Portal.Platform.Attachments;

/// <summary>Attachments, for machines and for the portal's pages.</summary>
internal static class AttachmentEndpoints
{
    private const string Part = "file";

    // What stands around the file in a body.
    private const int OtherBytes = 64 * 1024;

    public static void Map(IEndpointRouteBuilder api)
    {
        var attachments = api.MapGroup("/attachments").WithTags("Attachments").ForEverybodySignedIn();
        attachments.MapPost("", PostAsync).LimitedAs(RequestKind.Upload).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(AttachmentStore.MaximumBytes + OtherBytes))
            .AddOpenApiOperationTransformer(static (operation, _, _) => TakesFile(operation))
            .WithSummary("Attach a file of up to 20 MiB to what has the kind and id; multipart/form-data with one part, file");
        attachments.MapGet("", ListAsync).WithSummary("Attachments of what has the kind and id, in the order in which they were added");
        attachments.MapGet("/{id:guid}", GetAsync).WithSummary("The file, from any byte on; whoever opens it is written down, and inline=true lets a page show an image");
        attachments.MapDelete("/{id:guid}", DeleteAsync).WithSummary("Delete an attachment");
    }

    private static async Task<IResult> PostAsync(
        string kind, string id, HttpRequest request, ClaimsPrincipal person, AttachmentService service, CancellationToken cancellation)
    {
        if (MultipartForm.BoundaryOf(request) is not { } boundary)
            return Problem.Of(415, "media-type", $"found '{request.ContentType}', expected multipart/form-data with the part {Part}");
        try
        {
            var parts = new MultipartReader(boundary, request.Body);
            if (await parts.ReadNextSectionAsync(cancellation) is not { } part || MultipartForm.NamesOf(part.ContentDisposition) is not { Part: Part } names)
                return Problem.Of(400, "invalid-request", $"found no part '{Part}' at the beginning, expected one with the file");
            var added = await service.AddAsync(person, kind, id, names.File, part.Body, async token => await parts.ReadNextSectionAsync(token) is null
                ? null
                : $"found another part after '{Part}', expected one file a request", cancellation);
            return added.Value is { } attachment
                ? TypedResults.Created($"/api/v1/attachments/{attachment.Id}", AttachmentView.Of(attachment))
                : Refused(added.Refusal, added.Detail);
        }
        catch (Exception exception) when (MultipartForm.IsTorn(exception))
        {
            return Problem.Of(400, "invalid-request", "the upload ends before its end, or its parts are not divided as multipart/form-data has it");
        }
    }

    private static async Task<IResult> ListAsync(string kind, string id, ClaimsPrincipal person, AttachmentService service, CancellationToken cancellation)
    {
        var listed = await service.ListAsync(person, kind, id, cancellation);
        return listed.Value is { } attachments ? TypedResults.Ok(attachments.Select(AttachmentView.Of)) : Refused(listed.Refusal, listed.Detail);
    }

    private static async Task<IResult> GetAsync(
        Guid id, bool? inline, HttpRequest request, HttpResponse response, ClaimsPrincipal person, AttachmentService service, CancellationToken cancellation)
    {
        var isContinued = request.GetTypedHeaders().Range?.Ranges.FirstOrDefault()?.From is > 0;
        var opened = await service.OpenAsync(person, id, isContinued, cancellation);
        if (opened.Value is not { } found)
            return Refused(opened.Refusal, opened.Detail);
        var attachment = found.Attachment;
        var disposition = new ContentDispositionHeaderValue(inline == true && AttachmentTypes.IsImage(attachment.MediaType) ? "inline" : "attachment");
        disposition.SetHttpFileName(attachment.FileName);
        response.Headers.ContentDisposition = disposition.ToString();

        // A browser believes the type and nothing else, runs nothing that might be in it, and asks again next time whether the person may.
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Stream(found.Content, attachment.MediaType, entityTag: new($"\"{attachment.Sha256}\""), enableRangeProcessing: true);
    }

    private static async Task<IResult> DeleteAsync(Guid id, ClaimsPrincipal person, AttachmentService service, CancellationToken cancellation)
    {
        var deleted = await service.DeleteAsync(person, id, cancellation);
        return deleted.Value is not null ? TypedResults.NoContent() : Refused(deleted.Refusal, deleted.Detail);
    }

    private static ProblemHttpResult Refused(AttachmentRefusal? refusal, string detail) => refusal switch
    {
        AttachmentRefusal.NotFound => Problem.Of(404, "not-found", detail),
        AttachmentRefusal.NotAllowed => Problem.Of(403, "not-allowed", detail),
        AttachmentRefusal.TooLarge => Problem.Of(413, "invalid-file", detail),
        AttachmentRefusal.TooMany => Problem.Of(409, "too-many", detail),
        AttachmentRefusal.Unreadable => Problem.Of(503, "storage", detail),
        _ => Problem.Of(422, "invalid-file", detail),
    };

    private static Task TakesFile(OpenApiOperation operation)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string>([Part], StringComparer.Ordinal),
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) { [Part] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
        };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true, Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["multipart/form-data"] = new() { Schema = schema } },
        };
        return Task.CompletedTask;
    }

    private sealed record AttachmentView(Guid Id, string Kind, string SubjectId, string FileName, string MediaType, long Bytes, string Sha256, string UploadedBy, DateTimeOffset At)
    {
        public static AttachmentView Of(Attachment attachment) => new(
            attachment.Id, attachment.SubjectKind, attachment.SubjectId, attachment.FileName, attachment.MediaType, attachment.Bytes, attachment.Sha256, attachment.UploadedBy,
            attachment.At);
    }
}
