using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Modules.People;

/// <summary>How what became of a change is said to machines.</summary>
internal static class Answers
{
    public static IResult Of<T>(Checked<T> done, string missing, Func<T, object> view)
        where T : class => done switch
        {
            { Fault: { } fault } => Of(fault),
            { Saved: { Outcome: SaveOutcome.Done, Current: { } current } } => TypedResults.Ok(view(current)),
            { Saved.Outcome: SaveOutcome.Missing } => Problem.Of(404, "not-found", missing),
            _ => ChangedMeanwhile(done.Saved?.Current is { } current ? view(current) : null),
        };

    public static ProblemHttpResult Of(Fault fault) => Problem.Of(400, "invalid-request", fault.Message);

    private static ProblemHttpResult ChangedMeanwhile(object? current) => Problem.Of(
        409, "changed-meanwhile", "somebody else has changed it since it was read; nothing was saved: look at what there is now, and save again with its version",
        new() { ["current"] = current });
}
