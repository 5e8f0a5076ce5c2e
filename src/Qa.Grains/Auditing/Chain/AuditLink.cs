using System.Buffers;
using System.Text.Json;
using Qa.Rules.Versions;

namespace Qa.Grains.Auditing.Chain;

/// <summary>One entry in the chain of its writer: links follow one another without gaps, whatever was rolled back between the entries.</summary>
/// <param name="Entry">Number of the entry.</param>
/// <param name="Previous">Hash of the link before; null for the first of a writer.</param>
internal sealed record AuditLink(string Writer, long Sequence, long Entry, string EntryHash, string? Previous)
{
    private const string Schema = "qa.audit-link/1";

    public string Hash()
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("writer", Writer);
            json.WriteNumber("sequence", Sequence);
            json.WriteNumber("entry", Entry);
            json.WriteString("entryHash", EntryHash);
            if (Previous is not null)
                json.WriteString("previous", Previous);
            json.WriteEndObject();
        }

        return CanonicalJson.Hash(CanonicalJson.OfText(output.WrittenMemory));
    }
}
