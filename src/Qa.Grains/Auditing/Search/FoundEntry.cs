namespace Qa.Grains.Auditing.Search;

/// <summary>An entry as it is shown.</summary>
/// <param name="Kind">See <see cref="AuditKindNames"/>; of a newer program it may be another.</param>
/// <param name="Origin">From where; empty in entries from before that was written.</param>
/// <param name="Writer">The run that wrote it; null in entries from before there were chains.</param>
/// <param name="Seal">Null while it is not yet sealed.</param>
/// <param name="SealedAt">Null while it is not yet sealed.</param>
public sealed record FoundEntry(
    long Number, DateTimeOffset At, string Actor, string Origin, string Kind, string Action, string Subject, string? Before, string? After, string Detail, string? Writer, string? Hash,
    long? Seal, DateTimeOffset? SealedAt)
{
    public AuditPlace Place => new(At.UtcTicks, Number);
}
