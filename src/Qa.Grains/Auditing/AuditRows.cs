using Qa.Grains.Storage;

namespace Qa.Grains.Auditing;

/// <summary>The audit log. An entry is written in the transaction of what it tells of, so that neither is there alone.</summary>
public static class AuditRows
{
    public static Task AddAsync(DatabaseSession session, AuditEntry entry)
    {
        var stamped = StampedEntry.Of(entry, session.Run);
        var clean = stamped.Entry;
        return session.ExecuteAsync(
            """
            INSERT INTO audit (at, actor, action, subject, detail, kind, origin, before, after, writer, writer_sequence, hash)
            VALUES (@at, @Actor, @Action, @Subject, @Detail, @kind, @Origin, @Before, @After, @Writer, @WriterSequence, @Hash)
            """,
            new
            {
                at = UtcTicks.Of(clean.At), clean.Actor, clean.Action, clean.Subject, clean.Detail, kind = AuditKindNames.Of(clean.Kind), clean.Origin, clean.Before, clean.After,
                stamped.Writer, stamped.WriterSequence, stamped.Hash,
            });
    }
}
