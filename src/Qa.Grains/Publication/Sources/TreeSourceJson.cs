using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Qa.Rules.Versions;

namespace Qa.Grains.Publication.Sources;

/// <summary>The stored form of a source: canonical JSON, so that its hash names it.</summary>
public static class TreeSourceJson
{
    public static byte[] Write(TreeSource source)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            switch (source)
            {
                case TreeSource.Document document:
                    json.WriteString("kind", "document");
                    json.WriteString("file", document.FileName);
                    json.WriteString("text", document.Text);
                    json.WriteStartObject("lexicons");
                    foreach (var (path, text) in document.Lexicons)
                        json.WriteString(path, text);
                    json.WriteEndObject();
                    break;
                case TreeSource.Node node:
                    json.WriteString("kind", "node");
                    json.WriteString("operation", NameOf(node.Operation));
                    json.WriteString("path", node.Path);
                    if (node.Place is { } place)
                        json.WriteNumber("place", place);
                    json.WriteString("text", node.Text);
                    break;
                case TreeSource.Earlier earlier:
                    json.WriteString("kind", "earlier");
                    json.WriteNumber("version", earlier.Version);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(source));
            }

            json.WriteEndObject();
        }

        return CanonicalJson.OfText(output.WrittenMemory);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static TreeSource Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var parsed = JsonDocument.Parse(utf8);
            var json = parsed.RootElement;
            return json.GetProperty("kind").GetString() switch
            {
                "document" => new TreeSource.Document(
                    json.GetProperty("file").GetString()!,
                    json.GetProperty("text").GetString()!,
                    json.GetProperty("lexicons").EnumerateObject().ToImmutableSortedDictionary(
                        static file => file.Name, static file => file.Value.GetString()!, StringComparer.Ordinal)),
                "node" => new TreeSource.Node(
                    OperationOf(json.GetProperty("operation").GetString()!),
                    json.GetProperty("path").GetString()!,
                    json.TryGetProperty("place", out var place) ? place.GetInt32() : null,
                    json.GetProperty("text").GetString()!),
                "earlier" => new TreeSource.Earlier(json.GetProperty("version").GetInt32()),
                var other => throw new FormatException($"A source of the kind '{other}'."),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException("Not the stored form of a source.", exception);
        }
    }

    /// <summary>How an operation is written: <c>replace</c>.</summary>
    public static string NameOf(NodeOperation operation) => operation switch
    {
        NodeOperation.Replace => "replace",
        NodeOperation.Add => "add",
        _ => "remove",
    };

    /// <exception cref="FormatException">There is no such operation.</exception>
    public static NodeOperation OperationOf(string name) => name switch
    {
        "replace" => NodeOperation.Replace,
        "add" => NodeOperation.Add,
        "remove" => NodeOperation.Remove,
        _ => throw new FormatException($"The operation '{name}'; expected replace, add or remove."),
    };
}
