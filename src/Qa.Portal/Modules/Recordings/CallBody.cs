using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Qa.Portal.Platform.Problems;
using Qa.Transcription.Calls;

namespace Qa.Portal.Modules.Recordings;

/// <summary>Reads the call data of one recording from a request.</summary>
internal static class CallBody
{
    /// <param name="bytes">Null where none came.</param>
    /// <returns>The call, where there is one; or what is wrong.</returns>
    public static (CallRecord? Call, IResult? Problem) Read(byte[]? bytes, TimeZoneInfo zone)
    {
        if (bytes is null)
            return (null, null);
        var reading = CallDataReader.Read(bytes, zone, isMeant: true);
        if (reading.NotCallData is { } other)
            return (null, Invalid(other.Message, [other]));
        if (!reading.Errors.IsEmpty)
            return (null, Invalid(reading.Errors[0].Message, reading.Errors));
        return reading.Records is [var call]
            ? (call, null)
            : (null, Invalid(FormattableString.Invariant($"found {reading.Records.Length} calls, expected one"), []));
    }

    private static ProblemHttpResult Invalid(string detail, IReadOnlyList<CallDataError> errors) =>
        Problem.Of(422, "invalid-call", $"the call data: {detail}", new() { ["errors"] = errors });
}
