using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Qa.Rules.Trees;

namespace Qa.Rules.Versions;

/// <summary>
/// The canonical form of JSON (RFC 8785), in which equal values are equal bytes: keys sorted by UTF-16 units, numbers as
/// ECMAScript writes IEEE doubles, nothing escaped that need not be. Every hash of the product is taken over it.
/// </summary>
public static class CanonicalJson
{
    /// <exception cref="ArgumentException">The value has a key twice in a mapping, a number that no double can hold, or half of a surrogate pair.</exception>
    public static byte[] Of(DocumentNode value)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(new(output), value);
        return output.WrittenSpan.ToArray();
    }

    /// <inheritdoc cref="Of(DocumentNode)"/>
    public static byte[] Of(JsonElement value)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(new(output), value);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The canonical form of a JSON text.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    /// <exception cref="ArgumentException">As for the others.</exception>
    public static byte[] OfText(ReadOnlyMemory<byte> utf8Json)
    {
        using var document = JsonDocument.Parse(utf8Json);
        return Of(document.RootElement);
    }

    /// <summary>SHA-256 of canonical bytes, as 64 lower-case hexadecimal digits.</summary>
    public static string Hash(ReadOnlySpan<byte> canonical) => Convert.ToHexStringLower(SHA256.HashData(canonical));

    private static void Write(CanonicalJsonWriter writer, DocumentNode value)
    {
        switch (value)
        {
            case DocumentMapping mapping:
                writer.Object(mapping.Entries.Length, mapping.Entries, static entry => entry.Key, static (writer, entry) => Write(writer, entry.Value));
                break;
            case DocumentSequence list:
                writer.Array(list.Items, Write);
                break;
            case DocumentScalar { Kind: ScalarKind.String } text:
                writer.String(text.Text);
                break;
            case DocumentScalar { Kind: ScalarKind.Number } number:
                writer.Number(DocumentNumber.TryReadDouble(number.Text, out var binary)
                    ? binary
                    : throw new ArgumentException($"The number '{number.Text}' is no IEEE double."));
                break;
            case DocumentScalar { Kind: ScalarKind.Boolean } truth:
                writer.Boolean(truth.Text[0] is 't' or 'T');
                break;
            default:
                writer.Null();
                break;
        }
    }

    private static void Write(CanonicalJsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.Object(value.GetPropertyCount(), value.EnumerateObject(), static member => member.Name, static (writer, member) => Write(writer, member.Value));
                break;
            case JsonValueKind.Array:
                writer.Array(value.EnumerateArray(), Write);
                break;
            case JsonValueKind.String:
                writer.String(value.GetString()!);
                break;
            case JsonValueKind.Number:
                writer.Number(value.GetDouble());
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.Boolean(value.GetBoolean());
                break;
            case JsonValueKind.Null:
                writer.Null();
                break;
            default:
                throw new ArgumentException("There is no value.", nameof(value));
        }
    }
}
