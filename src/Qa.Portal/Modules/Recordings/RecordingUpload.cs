using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Qa.Portal.Modules.Recordings.Queue;
using Qa.Portal.Platform.Files;
using Qa.Portal.Platform.Problems;
using Qa.Transcription.Transcripts;

namespace Qa.Portal.Modules.Recordings;

/// <summary>
/// Reads an upload: the parts <c>recording</c> (a file), and where they are known <c>call</c> (JSON or CSV of one call) and
/// <c>transcript</c>, in any order. The recording goes to the disk as it comes; what is refused leaves nothing there.
/// </summary>
internal sealed class RecordingUpload(RecordingStore store, RecordingSettings settings, TimeProvider time) : IDisposable
{
    /// <summary>Bytes of a body beside the recording: a transcript, call data, and what stands around the parts.</summary>
    public const long OtherBytes = TranscriptReader.MaximumBytes + MaximumCallBytes + 64 * 1024;

    private const int MaximumCallBytes = 1024 * 1024;

    private StagedFile? _staged;
    private string _fileName = "";
    private byte[]? _call;
    private byte[]? _transcript;

    /// <returns>The recording, or what is wrong with the upload.</returns>
    public async Task<(IncomingRecording? Incoming, IResult? Problem)> ReadAsync(HttpRequest request, string sentBy, CancellationToken cancellation)
    {
        if (MultipartForm.BoundaryOf(request) is not { } boundary)
            return (null, Problem.Of(415, "media-type", $"found '{request.ContentType}', expected multipart/form-data with the parts recording, call and transcript"));
        try
        {
            var parts = new MultipartReader(boundary, request.Body);
            while (await parts.ReadNextSectionAsync(cancellation) is { } part)
            {
                if (await ReadPartAsync(part, cancellation) is { } problem)
                    return (null, problem);
            }
        }
        catch (FileTooLargeException exception)
        {
            return (null, Problem.Of(413, "invalid-recording", exception.Message));
        }
        catch (Exception exception) when (MultipartForm.IsTorn(exception))
        {
            return (null, Problem.Of(400, "invalid-request", "the upload ends before its end, or its parts are not divided as multipart/form-data has it"));
        }

        if (_staged is not { } staged)
            return (null, Problem.Of(400, "invalid-request", "found no part 'recording', expected one with the file"));
        var (call, wrong) = CallBody.Read(_call, settings.Zone);
        return wrong is null
            ? (new(staged, RecordingFileName.Of(_fileName), "upload", sentBy, call, _transcript) { WrittenAt = time.GetUtcNow(), Layout = settings.Layout }, null)
            : (null, wrong);
    }

    /// <summary>Throws away what came and was not taken.</summary>
    public void Dispose()
    {
        _staged?.Discard();
    }

    private async Task<IResult?> ReadPartAsync(MultipartSection part, CancellationToken cancellation)
    {
        var (name, fileName) = MultipartForm.NamesOf(part.ContentDisposition);
        switch (name)
        {
            case "recording" when _staged is null:
                _fileName = fileName;
                _staged = await store.StageAsync(part.Body, cancellation);
                return null;
            case "call" when _call is null:
                _call = await BodyBytes.ReadAsync(part.Body, MaximumCallBytes, cancellation);
                return _call is null ? TooLarge(name, MaximumCallBytes) : null;
            case "transcript" when _transcript is null:
                _transcript = await BodyBytes.ReadAsync(part.Body, TranscriptReader.MaximumBytes, cancellation);
                return _transcript is null ? TooLarge(name, TranscriptReader.MaximumBytes) : null;
            default:
                return Problem.Of(400, "invalid-request", $"found a part '{RecordingFileName.Of(name)}', expected recording, call and transcript, each once");
        }
    }

    private static ProblemHttpResult TooLarge(string part, int most) => Problem.Of(
        413, "invalid-request", FormattableString.Invariant($"the part '{part}': found more than {most} bytes, expected at most as many"));
}
