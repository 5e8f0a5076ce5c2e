using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Qa.Rules.Interactions;
using Qa.Rules.Trees;

namespace Qa.Rules.Workflows;

/// <summary>Documents as JSON text, both ways. Reading keeps numbers as written and refuses what would be read in two ways: a key given twice, text that is not well-formed.</summary>
internal static class DocumentJson
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        // The text goes to files and editors, not into HTML: Chinese stays as it is.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 2 * WorkflowBounds.MaximumDepth,
    };

    public static DocumentNode? Read(ReadOnlySpan<byte> utf8, string file, out Diagnostic? error)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions
        {
            MaxDepth = WorkflowBounds.MaximumDepth,
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
        });
        try
        {
            reader.Read();
            var node = ReadValue(ref reader);
            // Reads on to make sure that nothing follows.
            reader.Read();
            error = null;
            return node;
        }
        catch (JsonException exception)
        {
            error = Error(utf8, file, exception.LineNumber, exception.BytePositionInLine, "no JSON that can be read");
        }
        catch (DuplicateKeyException exception)
        {
            error = ErrorAt(utf8, file, reader.TokenStartIndex, $"the key '{exception.Key}' a second time");
        }
        catch (InvalidOperationException)
        {
            // That is what reading a string of broken UTF-8 or of half a surrogate pair throws.
            error = ErrorAt(utf8, file, reader.TokenStartIndex, "text that is not well-formed");
        }

        return null;
    }

    public static string Write(DocumentNode node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Readable))
            WriteValue(writer, node);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static DocumentNode ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadMapping(ref reader),
        JsonTokenType.StartArray => ReadSequence(ref reader),
        JsonTokenType.String => DocumentParts.Text(reader.GetString()!),
        JsonTokenType.Number => new DocumentScalar(default, ScalarKind.Number, Encoding.ASCII.GetString(reader.ValueSpan)),
        JsonTokenType.True or JsonTokenType.False => DocumentParts.Truth(reader.TokenType == JsonTokenType.True),
        _ => new DocumentScalar(default, ScalarKind.Null, "null"),
    };

    private static DocumentMapping ReadMapping(ref Utf8JsonReader reader)
    {
        var entries = ImmutableArray.CreateBuilder<DocumentEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            if (!keys.Add(key))
                throw new DuplicateKeyException(key);
            reader.Read();
            entries.Add(new(key, default, ReadValue(ref reader)));
        }

        return new(default, entries.ToImmutable());
    }

    private static DocumentSequence ReadSequence(ref Utf8JsonReader reader)
    {
        var items = ImmutableArray.CreateBuilder<DocumentNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(ReadValue(ref reader));
        return new(default, items.ToImmutable());
    }

    private static void WriteValue(Utf8JsonWriter writer, DocumentNode node)
    {
        switch (node)
        {
            case DocumentMapping mapping:
                writer.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    writer.WritePropertyName(entry.Key);
                    WriteValue(writer, entry.Value);
                }

                writer.WriteEndObject();
                break;
            case DocumentSequence sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Items)
                    WriteValue(writer, item);
                writer.WriteEndArray();
                break;
            case DocumentScalar scalar:
                WriteScalar(writer, scalar);
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, DocumentScalar scalar)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.Null:
                writer.WriteNullValue();
                break;
            case ScalarKind.Boolean:
                writer.WriteBooleanValue(string.Equals(scalar.Text, "true", StringComparison.OrdinalIgnoreCase));
                break;
            case ScalarKind.Number when JsonNumber(scalar.Text) is var number && ExactNumber.TryParse(number, out _):
                writer.WriteRawValue(number);
                break;
            default:
                // Also a number that JSON cannot write (YAML's 0x1F, .inf): no key of a norm set takes one.
                writer.WriteStringValue(scalar.Text);
                break;
        }
    }

    /// <summary>YAML lets a number begin with a plus or a point, end with a point, and have zeros in front; JSON does not.</summary>
    private static string JsonNumber(string written)
    {
        var unsigned = written.TrimStart('+', '-');
        var sign = written.StartsWith('-') ? "-" : "";
        var exponentAt = unsigned.IndexOfAny(['e', 'E']);
        var mantissa = exponentAt < 0 ? unsigned : unsigned[..exponentAt];
        var exponent = exponentAt < 0 ? "" : unsigned[exponentAt..];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = (point < 0 ? mantissa : mantissa[..point]).TrimStart('0');
        var fraction = point < 0 ? "" : mantissa[point..];
        return sign + (whole.Length == 0 ? "0" : whole) + (fraction.Length == 1 ? "" : fraction) + exponent;
    }

    private static Diagnostic ErrorAt(ReadOnlySpan<byte> utf8, string file, long index, string found)
    {
        var before = utf8[..(int)index];
        return Error(utf8, file, before.Count((byte)'\n'), before.Length - (before.LastIndexOf((byte)'\n') + 1), found);
    }

    private static Diagnostic Error(ReadOnlySpan<byte> utf8, string file, long? line, long? byteInLine, string found)
    {
        var rest = utf8;
        for (var i = 0L; i < (line ?? 0); i++)
            rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        var before = rest[..(int)Math.Min(byteInLine ?? 0, rest.Length)];
        return new(
            file,
            (int)(line ?? 0) + 1,
            Encoding.UTF8.GetCharCount(before) + 1,
            "",
            "",
            found,
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"JSON in UTF-8, at most {WorkflowBounds.MaximumDepth} levels deep, each key once"));
    }

    private sealed class DuplicateKeyException(string key) : Exception
    {
        public string Key { get; } = key;
    }
}
