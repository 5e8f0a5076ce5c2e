using Microsoft.EntityFrameworkCore;

namespace Qa.Portal.Platform.Data;

/// <summary>
/// An entry of the audit log, as the portal's context adds it: in the transaction of what it tells of. The table is the grains';
/// see <see cref="Grains.Auditing.AuditEntry"/>.
/// </summary>
internal sealed class AuditRecord
{
    public long Number { get; set; }

    public DateTimeOffset At { get; set; }

    public string Actor { get; set; } = "";

    public string Action { get; set; } = "";

    public string Subject { get; set; } = "";

    /// <summary>What changed: before → after.</summary>
    public string Detail { get; set; } = "";

    public static void Describe(ModelBuilder model)
    {
        var entity = model.Entity<AuditRecord>();
        entity.ToTable("audit", static table => table.ExcludeFromMigrations());
        entity.HasKey(static record => record.Number);
        entity.Property(static record => record.Number).ValueGeneratedOnAdd();
    }
}
