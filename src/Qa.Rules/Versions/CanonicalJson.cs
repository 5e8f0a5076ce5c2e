using System.Buffers;
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

    private static void Write(CanonicalJsonWriter writer, DocumentNode value)
    {
        switch (value)
        {
            case DocumentMapping mapping:
                writer.Object(mapping.Entries, static entry => entry.Key, static (writer, entry) => Write(writer, entry.Value));
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
                writer.Literal(truth.Text[0] is 't' or 'T' ? "true"u8 : "false"u8);
                break;
            default:
                writer.Literal("null"u8);
                break;
        }
    }

    private static void Write(CanonicalJsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.Object([.. value.EnumerateObject()], static member => member.Name, static (writer, member) => Write(writer, member.Value));
                break;
            case JsonValueKind.Array:
                writer.Array([.. value.EnumerateArray()], Write);
                break;
            case JsonValueKind.String:
                writer.String(value.GetString()!);
                break;
            case JsonValueKind.Number:
                writer.Number(value.GetDouble());
                break;
            case JsonValueKind.True:
                writer.Literal("true"u8);
                break;
            case JsonValueKind.False:
                writer.Literal("false"u8);
                break;
            case JsonValueKind.Null:
                writer.Literal("null"u8);
                break;
            default:
                throw new ArgumentException("There is no value.", nameof(value));
        }
    }
}
