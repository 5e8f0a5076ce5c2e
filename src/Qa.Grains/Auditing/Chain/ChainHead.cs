using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Qa.Rules.Versions;

namespace Qa.Grains.Auditing.Chain;

/// <summary>The last link of a writer's chain.</summary>
internal sealed record ChainHead(string Writer, long Sequence, string Hash)
{
    /// <summary>Heads as canonical JSON, ordered by their writers.</summary>
    public static string Write(IEnumerable<ChainHead> heads)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartArray();
            foreach (var head in heads.OrderBy(static head => head.Writer, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("writer", head.Writer);
                json.WriteNumber("sequence", head.Sequence);
                json.WriteString("hash", head.Hash);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(CanonicalJson.OfText(output.WrittenMemory));
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null when it is anything else.</summary>
    public static ImmutableArray<ChainHead>? Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            ImmutableArray<ChainHead> heads =
            [
                .. json.RootElement.EnumerateArray().Select(static head => new ChainHead(
                    head.GetProperty("writer").GetString()!, head.GetProperty("sequence").GetInt64(), head.GetProperty("hash").GetString()!)),
            ];
            return Write(heads) == text ? heads : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
