using System.Buffers;
using System.Text.Json;
using Qa.Grains.Storage;
using Qa.Rules.Versions;

namespace Qa.Grains.Auditing;

/// <summary>
/// An entry as it is stored: with the run that wrote it and the hash of all of it. Both ways of writing make it here, and nothing
/// else makes it, so that there is no entry without its hash.
/// </summary>
public sealed record StampedEntry
{
    private const string Schema = "qa.audit-entry/1";

    private StampedEntry(AuditEntry entry, WriterRun run)
    {
        (Entry, Writer, WriterSequence) = (entry.Cleaned(), run.Id, run.Next());
        Hash = HashOf(Entry, AuditKindNames.Of(Entry.Kind), UtcTicks.Of(Entry.At), Writer, WriterSequence);
    }

    public AuditEntry Entry { get; }

    public string Writer { get; }

    /// <summary>How many entries the writer had begun, this one included: it makes equal entries differ.</summary>
    public long WriterSequence { get; }

    public string Hash { get; }

    public static StampedEntry Of(AuditEntry entry, WriterRun run) => new(entry, run);

    /// <summary>The hash of what is stored, which need not be what a program wrote.</summary>
    internal static string HashOf(AuditEntry entry, string kind, long ticks, string writer, long writerSequence)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);

            // As text, as ticks are more than a double holds.
            json.WriteString("at", Invariant($"{ticks}"));
            json.WriteString("actor", entry.Actor);
            json.WriteString("origin", entry.Origin);
            json.WriteString("kind", kind);
            json.WriteString("action", entry.Action);
            json.WriteString("subject", entry.Subject);
            if (entry.Before is { } before)
                json.WriteString("before", before);
            if (entry.After is { } after)
                json.WriteString("after", after);
            json.WriteString("detail", entry.Detail);
            json.WriteString("writer", writer);
            json.WriteNumber("writerSequence", writerSequence);
            json.WriteEndObject();
        }

        return CanonicalJson.Hash(CanonicalJson.OfText(output.WrittenMemory));
    }
}
