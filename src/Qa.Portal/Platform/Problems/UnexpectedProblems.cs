using System.Data.Common;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Qa.Grains.Storage;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Platform.Problems;

/// <summary>Turns what was not foreseen into a problem: the request's fault, the database's, or ours.</summary>
internal sealed partial class UnexpectedProblems(ILogger<UnexpectedProblems> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (context.RequestAborted.IsCancellationRequested)
            return true;
        var problem = exception switch
        {
            BadHttpRequestException { InnerException: JsonException json } => Problem.Of(400, "invalid-request", $"the body is not what was expected{PlaceOf(json)}: {Plain(json.Message)}; /docs shows what is"),
            BadHttpRequestException bad => Problem.Of(bad.StatusCode, "invalid-request", bad.Message),
            NotAllowedException refused => Problem.Of(403, "not-allowed", refused.Message),
            DatabaseUnusableException unusable => Problem.Of(503, "storage", unusable.Message),
            DbUpdateException update when update.IsSomebodyFaster() => Problem.Of(409, "changed-meanwhile", "somebody else has changed it meanwhile; nothing was saved: look at what there is now, and try again"),
            DbUpdateException or DbException or OrleansException or TimeoutException or IOException => Storage(exception),
            _ => Defect(exception),
        };
        await problem.ExecuteAsync(context);
        return true;
    }

    // Names of our types mean nothing to who sent it.
    private static string Plain(string message)
    {
        if (message.Contains("could not be converted", StringComparison.Ordinal))
            return "found a value of another kind";
        if (message.Contains("could not be mapped", StringComparison.Ordinal))
            return "found a key that is not known";
        var internals = message.IndexOf(" Path:", StringComparison.Ordinal);
        return (internals < 0 ? message : message[..internals]).TrimEnd('.');
    }

    private static string PlaceOf(JsonException exception) => exception.Path is { Length: > 0 } path ? $" at {path}" : "";

    private ProblemHttpResult Storage(Exception exception)
    {
        LogStorage(exception);
        return Problem.Of(503, "storage", "whether it was done is not known; interactions, turns and publications of a draft may be sent again, else look first");
    }

    private ProblemHttpResult Defect(Exception exception)
    {
        LogDefect(exception);
        return Problem.Of(500, "defect", "a defect of this program; its log has the details");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed on the database or the cluster")]
    private partial void LogStorage(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A request met a defect")]
    private partial void LogDefect(Exception exception);
}
