using Qa.Grains.Auditing;
using Qa.Grains.Storage;

namespace Qa.Grains.Shadow;

/// <summary>Shadow runs as the audit log tells of them. The subject is the set and the draft.</summary>
internal static class ShadowAudit
{
    private const string Start = "start shadow run";
    private const string Stop = "stop shadow run";
    private const string End = "end shadow run";

    // Who ended it where nobody did.
    private const string Product = "system";

    public static AuditEntry OfStart(ShadowRun run) =>
        new(run.StartedAt, run.Author, Start, SubjectOf(run), $"until {UtcTicks.ToText(run.DueAt)}") { After = $"shadow {run.Id}, tree {run.TreeHash}" };

    public static AuditEntry OfEnd(ShadowRun run, ShadowEnding ending, string? by, DateTimeOffset now) => by is null
        ? new(now, Product, End, SubjectOf(run), ShadowNames.Of(ending)) { Kind = AuditKind.System, Before = $"shadow {run.Id}" }
        : new(now, by, Stop, SubjectOf(run)) { Before = $"shadow {run.Id}" };

    private static string SubjectOf(ShadowRun run) => $"{run.RuleSet}, draft {run.Draft}";
}
