using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Qa.Rules.Trees;

namespace Qa.Portal.Commands.Trees;

/// <summary>Diagnostics as a JSON list of <c>{file, line, column, path, key, found, expected, message}</c>, for editors and build services.</summary>
internal static class DiagnosticJson
{
    // Chinese stays readable: the text goes to a file or a terminal, never into a web page.
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(IEnumerable<Diagnostic> diagnostics, TextWriter output)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartArray();
            foreach (var diagnostic in diagnostics)
                WriteOne(json, diagnostic);
            json.WriteEndArray();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void WriteOne(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteStartObject();
        json.WriteString("file", diagnostic.File);
        json.WriteNumber("line", diagnostic.Line);
        json.WriteNumber("column", diagnostic.Column);
        json.WriteString("path", diagnostic.Path);
        json.WriteString("key", diagnostic.Key);
        json.WriteString("found", diagnostic.Found);
        json.WriteString("expected", diagnostic.Expected);
        json.WriteString("message", diagnostic.Message);
        json.WriteEndObject();
    }
}
