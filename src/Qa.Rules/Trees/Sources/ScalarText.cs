using System.Globalization;
using System.Text;
using Qa.Rules.Trees.Reading;

namespace Qa.Rules.Trees.Sources;

/// <summary>Writes a single value so that it is read back as the same: as YAML with the fewest quotes, or as JSON.</summary>
internal static class ScalarText
{
    private const string Indicators = "-?:,[]{}#&*!|>'\"%@`.~=<";
    private const string FlowIndicators = ",[]{}";
    private const char FirstLineSeparator = '\u2028';
    private const char LastLineSeparator = '\u2029';

    public static string Yaml(DocumentScalar scalar, bool inFlow, SourceQuotes? preferred = null)
    {
        if (scalar.Kind != ScalarKind.String)
            return scalar.Kind == ScalarKind.Null ? "null" : scalar.Text;
        var text = scalar.Text;
        if (!IsPrintable(text))
            return Quoted(text);
        return preferred switch
        {
            SourceQuotes.Single => SingleQuoted(text),
            SourceQuotes.Double => Quoted(text),
            _ when IsPlain(text, inFlow) => text,
            // As the rule sets write the name of a phrase list.
            _ when text is ['@', ..] => Quoted(text),
            _ => SingleQuoted(text),
        };
    }

    public static string YamlKey(string key, bool inFlow) => Yaml(new(default, ScalarKind.String, key), inFlow);

    public static string Json(DocumentScalar scalar) => scalar.Kind switch
    {
        ScalarKind.Null => "null",
        ScalarKind.Boolean => CoreSchema.IsTrue(scalar.Text) ? "true" : "false",
        ScalarKind.Number => JsonNumber(scalar.Text),
        _ => Quoted(scalar.Text),
    };

    /// <summary>In double quotes, with escapes that YAML and JSON both have.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var unit in text)
        {
            if (unit is '"' or '\\')
                quoted.Append('\\').Append(unit);
            else if (unit == '\n')
                quoted.Append("\\n");
            else if (unit == '\t')
                quoted.Append("\\t");
            else if (NeedsEscape(unit))
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
            else
                quoted.Append(unit);
        }

        return quoted.Append('"').ToString();
    }

    private static string SingleQuoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    // Whether a reader would take the text, without quotes, for this very text.
    private static bool IsPlain(string text, bool inFlow) =>
        text.Length > 0
        && !Indicators.Contains(text[0], StringComparison.Ordinal)
        && CoreSchema.KindOf(text) == ScalarKind.String
        && !char.IsWhiteSpace(text[0])
        && !char.IsWhiteSpace(text[^1])
        && text[^1] != ':'
        && !text.Contains(": ", StringComparison.Ordinal)
        && !text.Contains(" #", StringComparison.Ordinal)
        && !text.Contains('\t', StringComparison.Ordinal)
        && !(inFlow && (text.AsSpan().ContainsAny(FlowIndicators) || text.Contains(':', StringComparison.Ordinal)));

    private static bool IsPrintable(string text)
    {
        foreach (var unit in text)
        {
            if (unit is '\n' || NeedsEscape(unit))
                return false;
        }

        return true;
    }

    private static bool NeedsEscape(char unit) =>
        unit is < ' ' and not '\t' or (>= '\u007f' and <= '\u009f') or '\ufeff' or FirstLineSeparator or LastLineSeparator or >= '\ufffe';

    // What JSON cannot write as YAML does (0x1F, .5, +3) is written as the number it means.
    private static string JsonNumber(string text) =>
        !IsJsonNumber(text) && DocumentNumber.TryReadDouble(text, out var value) ? value.ToString("R", CultureInfo.InvariantCulture) : text;

    private static bool IsJsonNumber(string text)
    {
        var reader = new System.Text.Json.Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        try
        {
            return reader.Read() && reader.TokenType == System.Text.Json.JsonTokenType.Number && !reader.Read();
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }
}
