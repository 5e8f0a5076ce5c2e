using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Qa.Grains.Auditing;
using Qa.Grains.Auditing.Search;
using Qa.Grains.Auditing.Verification;
using Qa.Grains.Publication.Checkpoints;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Auditing;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Modules.Audit;

/// <summary>The audit log, for machines: a system that collects the logs of a company may follow it.</summary>
internal static class AuditEndpoints
{
    private const int DefaultLimit = 100;

    // More keys than an installation will ever have had.
    private const int MaximumKeys = 100;

    public static void Map(IEndpointRouteBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags("Audit").Requires("audit.read");
        audit.MapGet("", SearchAsync).WithSummary("Entries of the audit log, the newest first; what has no seal is not yet sealed");
        audit.MapGet("/actions", async (AuditLog log, CancellationToken cancellation) => TypedResults.Ok(await log.ActionsAsync(cancellation))).WithSummary("The actions that there are, to choose from");
        audit.MapGet("/export", Export).WithSummary("Entries as lines of JSON, and a last line that says whether they are all; the export is an entry itself").Requires("audit.export");
        audit.MapGet("/verify", (AuditVerification verification, [FromQuery] string[]? earlierKey, CancellationToken cancellation) =>
                VerifyAsync(null, verification, earlierKey, cancellation))
            .WithSummary("Verify the whole audit log: every entry, every chain, every seal");
        audit.MapPost("/verify", (SignedCheckpoint checkpoint, AuditVerification verification, [FromQuery] string[]? earlierKey, CancellationToken cancellation) =>
                VerifyAsync(checkpoint, verification, earlierKey, cancellation))
            .WithSummary("The same, and that the log goes on from a signed checkpoint");
    }

    private static async Task<IResult> SearchAsync([AsParameters] AuditQuery query, string? before, int? limit, AuditLog log, CancellationToken cancellation)
    {
        if (query.Problem() is { } problem)
            return Problem.Of(400, "invalid-request", problem);
        AuditPlace? from = null;
        if (before is not null)
        {
            if (!AuditPlace.TryParse(before, out var place))
                return Problem.Of(400, "invalid-request", $"before: found '{before}', expected the 'next' of a page");
            from = place;
        }

        var page = await log.SearchAsync(query.ToFilter(), from, Math.Clamp(limit ?? DefaultLimit, 1, AuditLog.MaximumLimit), cancellation);
        return TypedResults.Ok(new PageView([.. page.Entries.Select(AuditEntryView.Of)], page.Next?.ToString()));
    }

    private static IResult Export([AsParameters] AuditQuery query, ClaimsPrincipal person, AuditLog log, CancellationToken cancellation) => query.Problem() is { } problem
        ? Problem.Of(400, "invalid-request", problem)
        : TypedResults.Stream(body => log.ExportAsync(body, query.ToFilter(), person.Identity!.Name!, cancellation), "application/x-ndjson", "audit.jsonl");

    private static async Task<IResult> VerifyAsync(SignedCheckpoint? checkpoint, AuditVerification verification, string[]? earlierKeys, CancellationToken cancellation) =>
        earlierKeys?.Length > MaximumKeys
            ? Problem.Of(400, "invalid-request", FormattableString.Invariant($"earlierKey: found {earlierKeys.Length} of them, expected at most {MaximumKeys}"))
            : TypedResults.Ok(await verification.RunAsync(checkpoint, earlierKeys, cancellation));

    private sealed record PageView(ImmutableArray<AuditEntryView> Entries, string? Next);

    /// <summary>What is asked for; see <see cref="AuditFilter"/>. Each may stand several times, but for the period and the text.</summary>
    private sealed record AuditQuery(
        [FromQuery(Name = "actor")] string[]? Actor, [FromQuery(Name = "action")] string[]? Action, [FromQuery(Name = "subject")] string[]? Subject,
        [FromQuery(Name = "kind")] string[]? Kind, [FromQuery(Name = "origin")] string[]? Origin,
        [FromQuery(Name = "from")] DateTimeOffset? From, [FromQuery(Name = "to")] DateTimeOffset? To, [FromQuery(Name = "text")] string? Text)
    {
        public string? Problem()
        {
            foreach (var (name, values) in new[] { ("actor", Actor), ("action", Action), ("subject", Subject), ("kind", Kind), ("origin", Origin) })
            {
                if (values?.Length > AuditFilter.MaximumValues)
                    return FormattableString.Invariant($"{name}: found {values.Length} of them, expected at most {AuditFilter.MaximumValues}");
            }

            if (Kind?.FirstOrDefault(static kind => !AuditKindNames.All.Contains(kind, StringComparer.Ordinal)) is { } unknown)
                return $"kind: found '{unknown}', expected one of {string.Join(", ", AuditKindNames.All)}";
            return Text?.Length > AuditFilter.MaximumTextLength
                ? FormattableString.Invariant($"text: found {Text.Length} characters, expected at most {AuditFilter.MaximumTextLength}")
                : null;
        }

        public AuditFilter ToFilter() => new([.. Actor ?? []], [.. Action ?? []], [.. Subject ?? []], [.. Kind ?? []], [.. Origin ?? []], From, To, Text);
    }
}
