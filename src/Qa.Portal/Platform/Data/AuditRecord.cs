using Microsoft.EntityFrameworkCore;
using Qa.Grains.Auditing;
using Qa.Grains.Storage;
using Qa.Portal.Data;

namespace Qa.Portal.Platform.Data;

/// <summary>
/// An entry of the audit log, as the portal's context adds it: in the transaction of what it tells of. The table is the grains';
/// see <see cref="AuditEntry"/>. Its hash is made when it is saved, and there is no way to save it without.
/// </summary>
internal sealed class AuditRecord : IWrittenOnce
{
    private AuditRecord()
    {
    }

    public long Number { get; private set; }

    public DateTimeOffset At { get; private set; }

    public string Actor { get; private set; } = "";

    /// <summary>See <see cref="AuditOrigin"/>.</summary>
    public string Origin { get; private set; } = "";

    /// <summary>See <see cref="AuditKindNames"/>.</summary>
    public string Kind { get; private set; } = "";

    public string Action { get; private set; } = "";

    public string Subject { get; private set; } = "";

    public string? Before { get; private set; }

    public string? After { get; private set; }

    public string Detail { get; private set; } = "";

    public string? Writer { get; private set; }

    public long? WriterSequence { get; private set; }

    public string? Hash { get; private set; }

    private AuditEntry? Entry { get; init; }

    /// <param name="origin">From where; null for the origin of the work that goes on, <see cref="AuditOrigin.Current"/>.</param>
    /// <param name="before">Null where there was nothing.</param>
    /// <param name="after">Null where nothing is left.</param>
    /// <param name="detail">What else is to be said, as a reason that was given.</param>
    public static AuditRecord Of(
        DateTimeOffset time, string actor, string? origin, string action, string subject, string? before, string? after, AuditKind kind = AuditKind.Change, string detail = "")
    {
        var entry = new AuditEntry(time, actor, action, subject, detail) { Kind = kind, Origin = origin ?? AuditOrigin.Current, Before = before, After = after }.Cleaned();
        return new()
        {
            Entry = entry, At = entry.At, Actor = entry.Actor, Origin = entry.Origin, Kind = AuditKindNames.Of(kind), Action = entry.Action, Subject = entry.Subject,
            Before = entry.Before, After = entry.After, Detail = entry.Detail,
        };
    }

    /// <summary>From where is what <see cref="AuditOrigin"/> knows.</summary>
    /// <inheritdoc cref="Of(DateTimeOffset, string, string?, string, string, string?, string?, AuditKind, string)"/>
    public static AuditRecord Of(
        DateTimeOffset time, string actor, string action, string subject, string? before, string? after, AuditKind kind = AuditKind.Change, string detail = "") =>
        Of(time, actor, null, action, subject, before, after, kind, detail);

    public void Stamp(WriterRun run)
    {
        var stamped = StampedEntry.Of(Entry ?? throw new InvalidOperationException("The entry was read from the log; expected a new one."), run);
        (Writer, WriterSequence, Hash) = (stamped.Writer, stamped.WriterSequence, stamped.Hash);
    }

    public static void Describe(ModelBuilder model)
    {
        var entity = model.Entity<AuditRecord>();
        entity.ToTable("audit", static table => table.ExcludeFromMigrations());
        entity.HasKey(static record => record.Number);
        entity.Property(static record => record.Number).ValueGeneratedOnAdd();
        entity.Ignore(static record => record.Entry);
    }
}
