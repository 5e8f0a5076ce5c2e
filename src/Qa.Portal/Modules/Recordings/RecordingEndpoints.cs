using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.OpenApi;
using Qa.Grains.Auditing;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Storage;
using Qa.Portal.Modules.Recordings.Folders;
using Qa.Portal.Modules.Recordings.Queue;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Files;
using Qa.Portal.Platform.Privacy;
using Qa.Portal.Platform.Problems;
using Qa.Portal.Platform.Serving.Limits;
using Qa.Transcription.Transcripts;

namespace Qa.Portal.Modules.Recordings;

/// <summary>Recordings that come in and become interactions.</summary>
internal static class RecordingEndpoints
{
    private const int DefaultLimit = 100;
    private const int MaximumLimit = 1_000;
    private const string Json = "application/json";

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    public static void Map(IEndpointRouteBuilder api)
    {
        var recordings = api.MapGroup("/recordings").WithTags("Recordings");
        recordings.MapPost("", PostAsync).LimitedAs(RequestKind.Intake).DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(FileStoreSettings.DefaultMaximumBytes + RecordingUpload.OtherBytes))
            .AddOpenApiOperationTransformer(static (operation, _, _) => TakesParts(operation))
            .WithSummary("Send a recording, up to 1 GiB, with its call data and its transcript where they are known: multipart/form-data "
                + "with the parts recording, call and transcript; it is heard and scored by itself, and sent again it is a duplicate").Requires("recordings.send");
        recordings.MapGet("", ListAsync).WithSummary("Recordings, the newest first").Requires("recordings.read");
        recordings.MapGet("/hearing", Hearing).WithSummary("Whether this process can hear recordings, and how its watched folders stand").Requires("recordings.read");
        recordings.MapGet("/{id}", GetAsync).WithSummary("How far a recording has come, and what is measured of its sound; the customer's number is masked unless unmasked is asked for, which is written to the audit log").Requires("recordings.read");
        recordings.MapGet("/{id}/audio", AudioAsync).WithSummary("The recording as it came, from any byte on; whoever listens is written down").Requires("recordings.listen");
        recordings.MapGet("/{id}/peaks", PeaksAsync).WithSummary("Its wave form: for each channel least and greatest samples in turn, full scale 100").Requires("recordings.listen");
        recordings.MapPut("/{id}/transcript", TranscriptAsync).WithMetadata(new RequestSizeLimitAttribute(TranscriptReader.MaximumBytes + 1))
            .WithSummary("Import a transcript made elsewhere: SRT, WebVTT, or the JSON of Whisper, FunASR, Alibaba, Huawei or Tencent Cloud; "
                + "what it gives after the recording was scored is a revision").Requires("recordings.edit");
        recordings.MapPut("/{id}/speakers", SpeakersAsync)
            .WithSummary("Say who speaks: which speaker of the transcript is the agent, which channel, or who speaks when").Requires("recordings.edit");
        recordings.MapPut("/{id}/call", CallAsync).WithSummary("Correct the call data; what is not given stays").Requires("recordings.edit");
        recordings.MapPost("/{id}/retry", RetryAsync).WithSummary("Hear a recording once more").Requires("recordings.edit");
    }

    private static Task TakesParts(OpenApiOperation operation)
    {
        static OpenApiSchema Of(string? format) => new() { Type = JsonSchemaType.String, Format = format };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["multipart/form-data"] = new()
                {
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Required = new HashSet<string>(["recording"], StringComparer.Ordinal),
                        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
                        {
                            ["recording"] = Of("binary"), ["call"] = Of(null), ["transcript"] = Of("binary"),
                        },
                    },
                },
            },
        };
        return Task.CompletedTask;
    }

    private static async Task<IResult> PostAsync(
        HttpRequest request, ClaimsPrincipal person, RecordingRegister register, RecordingStore store, RecordingSettings settings, TimeProvider time,
        CancellationToken cancellation)
    {
        using var upload = new RecordingUpload(store, settings, time);
        var (incoming, problem) = await upload.ReadAsync(request, NameOf(person), cancellation);
        if (incoming is null)
            return problem!;
        var answer = await register.AddAsync(incoming, cancellation);
        var stored = answer.Stored;
        return answer.Outcome switch
        {
            IntakeOutcome.Accepted => TypedResults.Created(
                $"/api/v1/recordings/{Uri.EscapeDataString(stored.InteractionId)}", new SentRecordingView("accepted", RecordingView.Of(stored))),
            IntakeOutcome.Duplicate => TypedResults.Ok(new SentRecordingView("duplicate", RecordingView.Of(stored))),
            _ => Problem.Of(
                409, "other-content",
                $"the id '{stored.InteractionId}' belongs to another recording ({stored.FileName}): found {incoming.Staged.Hash}, expected {stored.Hash}"),
        };
    }

    private static async Task<IResult> ListAsync(string? state, long? before, int? limit, RecordingRegister register, Actor actor, Reaches reaches) => state is not null && !QueueStates.All.Contains(state)
        ? Problem.Of(400, "invalid-request", $"found the state '{state}', expected one of: {string.Join(", ", QueueStates.All)}")
        : TypedResults.Ok((await register.ListAsync(state, before, Math.Clamp(limit ?? DefaultLimit, 1, MaximumLimit), await reaches.OfAsync(actor, "recordings.read"))).Select(static row => RecordingView.Of(row)));

    private static Ok<HearingView> Hearing(SpeechModels models, FolderWatch watch)
    {
        models.Look();
        return TypedResults.Ok(new HearingView(models.MissingVoice, models.Engine.Recognizer?.Name, models.Engine.Missing?.Message, watch.Status));
    }

    private static async Task<IResult> GetAsync(string id, bool? unmasked, RecordingRegister register, Actor actor, Reaches reaches, SensitiveReading sensitive, CancellationToken cancellation)
    {
        if (await FindAsync(id, register, actor, reaches, "recordings.read") is not { } row)
            return NoSuch(id);
        var isUnmasked = await sensitive.UnmaskAsync(actor, unmasked ?? false, $"recording {id}", cancellation);
        return TypedResults.Ok(RecordingView.Of(row, await register.ReadAsync(row, RecordingRows.Document.Outcome), isUnmasked));
    }

    private static async Task<IResult> AudioAsync(
        string id, HttpRequest request, HttpResponse response, RecordingRegister register, RecordingStore store, Database database, CentreTime centre, TimeProvider time, Actor actor,
        Reaches reaches)
    {
        if (await FindAsync(id, register, actor, reaches, "recordings.listen") is not { } row)
            return NoSuch(id);
        if (row.SoundErasure is not null)
            return ErasedProblem.Of($"the recording '{id}'");
        Stream sound;
        try
        {
            sound = store.Open(row.Hash);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            var why = exception is InvalidDataException ? exception.Message : "it is not where it was stored";
            return Problem.Of(503, "storage", $"the original of '{id}' cannot be read: {why}");
        }

        // A player asks for part after part; it is the first that is written down.
        if (request.GetTypedHeaders().Range?.Ranges.FirstOrDefault()?.From is not > 0)
            await database.WriteAsync(session => AuditRows.AddAsync(session, new(time.GetUtcNow(), actor.Name, "listen", $"recording {id}") { Kind = AuditKind.Read }));
        var isSound = ContentTypes.TryGetContentType(row.FileName, out var type) && type.StartsWith("audio/", StringComparison.Ordinal);

        // A copy that turns up elsewhere says who took it, and when.
        response.Headers.ContentDisposition = ViewerMark.Disposition(row.InteractionId, row.FileName, actor.Name, centre.Of(time.GetUtcNow()));
        response.Headers.CacheControl = "private, no-store";
        return TypedResults.Stream(sound, isSound ? type : "application/octet-stream", enableRangeProcessing: true);
    }

    private static async Task<IResult> PeaksAsync(string id, RecordingRegister register, Actor actor, Reaches reaches)
    {
        if (await FindAsync(id, register, actor, reaches, "recordings.listen") is not { } row)
            return NoSuch(id);
        if (row.SoundErasure is not null)
            return ErasedProblem.Of($"the recording '{id}'");
        return await register.ReadAsync(row, RecordingRows.Document.Peaks) is { } peaks
            ? TypedResults.Bytes(peaks, Json)
            : Problem.Of(404, "not-found", $"the recording '{id}' has not been heard yet, or cannot be: {row.Reason ?? row.State}");
    }

    // What is out of reach is not there: its id says nothing of whether there is one.
    private static async Task<RecordingRow?> FindAsync(string id, RecordingRegister register, Actor actor, Reaches reaches, string permission) =>
        await register.FindAsync(id) is { } row && (await reaches.OfAsync(actor, permission)).Covers(StoredCall.Parse(row.Call).Agent.Id) ? row : null;

    private static async Task<IResult> TranscriptAsync(string id, HttpRequest request, ClaimsPrincipal person, RecordingRegister register, CancellationToken cancellation)
    {
        if (await BodyBytes.ReadAsync(request.Body, TranscriptReader.MaximumBytes, cancellation) is not { } bytes)
            return Problem.Of(413, "invalid-transcript", TooLarge(TranscriptReader.MaximumBytes));
        if (TranscriptReader.Read(bytes).Failure is { } failure)
            return Problem.Of(422, "invalid-transcript", $"the transcript: {failure.Message}");
        return Changed(id, await register.ChangeAsync(id, NameOf(person), "import transcript", static call => call, bytes, cancellation));
    }

    private static async Task<IResult> SpeakersAsync(string id, SpeakersRequest request, ClaimsPrincipal person, RecordingRegister register, CancellationToken cancellation) =>
        request.Problem() is { } problem
            ? Problem.Of(400, "invalid-request", problem)
            : Changed(id, await register.ChangeAsync(id, NameOf(person), "assign speakers", request.ApplyTo, cancellation: cancellation));

    private static async Task<IResult> CallAsync(
        string id, HttpRequest request, ClaimsPrincipal person, RecordingRegister register, RecordingSettings settings, CancellationToken cancellation)
    {
        const int most = 1024 * 1024;
        if (await BodyBytes.ReadAsync(request.Body, most, cancellation) is not { } bytes)
            return Problem.Of(413, "invalid-call", TooLarge(most));
        var (call, problem) = CallBody.Read(bytes, settings.Zone);
        if (call is null)
            return problem!;
        if (call.Id is { } other && other != id)
            return Problem.Of(400, "invalid-request", $"found the id '{other}', expected '{id}' or none: a recording keeps its id");
        return Changed(id, await register.ChangeAsync(id, NameOf(person), "correct call data", stored => stored.With(call), cancellation: cancellation));
    }

    private static async Task<IResult> RetryAsync(string id, ClaimsPrincipal person, RecordingRegister register, CancellationToken cancellation) =>
        Changed(id, await register.ChangeAsync(id, NameOf(person), "hear again", static call => call, cancellation: cancellation));

    private static string TooLarge(int most) => FormattableString.Invariant($"found more than {most} bytes, expected at most as many");

    private static IResult Changed(string id, RecordingRow? row) => row switch
    {
        null => NoSuch(id),
        { IsErased: true } => ErasedProblem.Of($"the recording '{id}'"),
        _ => TypedResults.Ok(RecordingView.Of(row)),
    };

    private static ProblemHttpResult NoSuch(string id) => Problem.Of(404, "not-found", $"there is no recording '{id}'");

    private static string NameOf(ClaimsPrincipal person) => person.Identity!.Name!;
}
