using Qa.Grains.Auditing.Search;

namespace Qa.Portal.Platform.Auditing;

/// <summary>An entry of the audit log for machines.</summary>
/// <param name="Seal">Null while it is not yet sealed.</param>
internal sealed record AuditEntryView(
    long Number, DateTimeOffset At, string Actor, string Origin, string Kind, string Action, string Subject, string? Before, string? After, string Detail, string? Writer, string? Hash,
    long? Seal, DateTimeOffset? SealedAt)
{
    public static AuditEntryView Of(FoundEntry entry) => new(
        entry.Number, entry.At, entry.Actor, entry.Origin, entry.Kind, entry.Action, entry.Subject, entry.Before, entry.After, entry.Detail, entry.Writer, entry.Hash, entry.Seal, entry.SealedAt);
}
