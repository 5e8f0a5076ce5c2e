using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Qa.Grains.Publication;

namespace Qa.Portal.Platform.Problems;

/// <summary>What was wrong with a request, as RFC 9457 has it. The type names the kind and stays; the detail is for people.</summary>
internal static class Problem
{
    private const string TypePrefix = "urn:callcenter:problem:";

    public static ProblemHttpResult Of(int status, string kind, string detail, Dictionary<string, object?>? more = null) =>
        TypedResults.Problem(detail, statusCode: status, title: TitleOf(kind), type: TypePrefix + kind, extensions: more);

    public static ProblemHttpResult Of(Refusal refusal)
    {
        var (status, kind) = refusal.Kind switch
        {
            RefusalKind.NotFound => (404, "not-found"),
            RefusalKind.Conflict => (409, "conflict"),
            RefusalKind.Offline => (409, "offline"),
            RefusalKind.Online => (409, "online"),
            RefusalKind.Unapproved => (409, "unapproved"),
            RefusalKind.NotThisPerson => (403, "not-this-person"),
            RefusalKind.InvalidDocument => (422, "invalid-document"),
            RefusalKind.Closed => (409, "closed"),
            RefusalKind.Unchanged => (409, "unchanged"),
            RefusalKind.OutOfOrder => (409, "out-of-order"),
            RefusalKind.OtherContent => (409, "other-content"),
            RefusalKind.FailingCases => (409, "failing-cases"),
            RefusalKind.TooMany => (429, "too-many"),
            _ => (400, "invalid-request"),
        };
        var more = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (refusal.Kind == RefusalKind.Conflict)
            more["head"] = refusal.Head;
        if (!refusal.Errors.IsEmpty)
            more["errors"] = refusal.Errors;
        if (!refusal.Cases.IsDefaultOrEmpty)
            more["cases"] = refusal.Cases;
        return Of(status, kind, refusal.Detail, more);
    }

    private static string TitleOf(string kind) => kind switch
    {
        "conflict" => "Another version is in force",
        "offline" => "The set is offline",
        "online" => "The set is online",
        "unapproved" => "Approvals are missing",
        "not-this-person" => "Somebody else must do this",
        "invalid-document" => "The document has errors",
        "invalid-interaction" => "The interaction has errors",
        "invalid-recording" => "The recording is not taken",
        "invalid-call" => "The call data have errors",
        "invalid-transcript" => "The transcript cannot be used",
        "invalid-file" => "The file is not taken",
        "not-allowed" => "This person may not do it",
        "invalid-list" => "The list cannot be applied",
        "invalid-sheet" => "The sheet has errors",
        "changed-meanwhile" => "Somebody else was faster",
        "other-content" => "Its place is taken by other content",
        "out-of-order" => "Something must come first",
        "not-found" => "Not found",
        "erased" => "It was erased",
        "closed" => "Too late for this",
        "failing-cases" => "Cases fail",
        "unchanged" => "Nothing would change",
        "too-many" => "Too many",
        "first-password" => "The first password must be changed",
        "forged" => "The request may come from another site",
        "token-expired" => "The token has expired",
        "token-revoked" => "The token is no longer good",
        "unauthorized" => "A token is needed",
        "media-type" => "This kind of content is not taken",
        "storage" => "The database did not take it",
        "defect" => "A defect of this program",
        _ => "The request is not understood",
    };
}
