using Microsoft.AspNetCore.Http.HttpResults;

namespace Qa.Portal.Platform.Problems;

/// <summary>Says of something that it was there and was erased: neither missing nor a fault.</summary>
internal static class ErasedProblem
{
    /// <param name="thing">In the middle of a sentence: <c>the interaction 'a-1'</c>.</param>
    public static ProblemHttpResult Of(string thing) => Problem.Of(410, "erased", $"what was said in {thing} was erased: on request, or as its period was over; the audit log says by whom and why");
}
