using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Oracle.Cases;

/// <summary>
/// JSON text that says its characters themselves. The platform's writer escapes supplementary characters as two surrogates, which YAML,
/// of which JSON is meant to be a subset here, does not read as one character.
/// </summary>
internal static class CaseText
{
    public static string Of(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject o => "{" + string.Join(", ", o.Select(p => Quoted(p.Key) + ": " + Of(p.Value))) + "}",
        JsonArray a => "[" + string.Join(", ", a.Select(Of)) + "]",
        _ when node.GetValueKind() == JsonValueKind.String => Quoted(node.GetValue<string>()),
        _ => node.ToJsonString(),
    };

    private static string Quoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var unit in value)
        {
            if (unit is '"' or '\\') text.Append('\\').Append(unit);
            else if (unit is < ' ' or (>= '\u007F' and <= '\u009F') or '\u2028' or '\u2029' or '\uFEFF') text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
            else text.Append(unit);
        }

        return text.Append('"').ToString();
    }
}
