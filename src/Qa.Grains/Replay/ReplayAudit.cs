using System.Globalization;
using Qa.Grains.Auditing;
using Qa.Grains.Publication.Versions;

namespace Qa.Grains.Replay;

/// <summary>
/// Replays as the audit log tells of them: who computed what again. It is also the list of the replays that were made, since it holds
/// all of them, is only appended to and is searched in the database. The subject is the replay's id.
/// </summary>
public static class ReplayAudit
{
    public const string Results = "replay results";

    public const string ByVersion = "replay by version";

    public const string ByDraft = "replay by draft";

    /// <summary>All that a replay may be called there.</summary>
    public static IReadOnlyList<string> Actions { get; } = [Results, ByVersion, ByDraft];

    internal static AuditEntry EntryOf(Guid id, ReplayRequest request, string author, DateTimeOffset at) =>
        new(at, author, request switch { { Draft: not null } => ByDraft, { Version: not null } => ByVersion, _ => Results }, SubjectOf(id), Describe(request)) { Kind = AuditKind.Read };

    public static string SubjectOf(Guid id) => $"replay {id}";

    /// <summary>The replay that an entry tells of; null where it names none.</summary>
    public static Guid? ReplayOf(string subject) => subject.Split(' ') is ["replay", var id] && Guid.TryParseExact(id, "D", out var replay) ? replay : null;

    private static string Describe(ReplayRequest request)
    {
        var parts = new List<string>();
        if (request.RuleSet is { } set)
            parts.Add(request.Version is { } version ? new VersionKey(set, version).ToString() : request.Draft is { } draft ? $"{set}, draft {draft}" : set);
        if (request.Baseline is { } baseline)
            parts.Add(Invariant($"against {baseline}"));
        if (request.Interaction is { } interaction)
            parts.Add($"interaction {interaction}");
        if (request.Task is { } task)
            parts.Add(Invariant($"task {task}"));
        if (request.From is { } from)
            parts.Add($"from {from.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}");
        if (request.To is { } to)
            parts.Add($"to {to.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}");
        if (request.Sample is { } sample)
            parts.Add(Invariant($"sample of {sample} by seed {request.Seed}"));
        return parts.Count == 0 ? "all" : string.Join(", ", parts);
    }
}
