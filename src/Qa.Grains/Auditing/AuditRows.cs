using Qa.Grains.Storage;

namespace Qa.Grains.Auditing;

/// <summary>The audit log. An entry is written in the transaction of what it tells of, so that neither is there alone.</summary>
public static class AuditRows
{
    public static Task AddAsync(DatabaseSession session, AuditEntry entry) => session.ExecuteAsync(
        "INSERT INTO audit (at, actor, action, subject, detail) VALUES (@at, @Actor, @Action, @Subject, @Detail)",
        new { at = UtcTicks.Of(entry.At), entry.Actor, entry.Action, entry.Subject, entry.Detail });
}
