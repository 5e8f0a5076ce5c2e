using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Qa.Rules.Tests.Oracle;

/// <summary>RFC 8785 written out by hand, so that a tree hash is checked by something that shares no code with the product's.</summary>
internal static class NaiveCanonicalJson
{
    public static string Hash(JsonNode node) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(node))));

    public static string Write(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject o => "{" + string.Join(",", o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => Text(p.Key) + ":" + Write(p.Value))) + "}",
        JsonArray a => "[" + string.Join(",", a.Select(Write)) + "]",
        _ when node.GetValueKind() == JsonValueKind.String => Text(node.GetValue<string>()),
        _ when node.GetValueKind() == JsonValueKind.Number => Number(node.ToJsonString()),
        _ => node.ToJsonString(),
    };

    private static string Text(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var unit in value)
        {
            text.Append(unit switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => "\\u" + ((int)unit).ToString("x4", CultureInfo.InvariantCulture),
                _ => unit.ToString(),
            });
        }

        return text.Append('"').ToString();
    }

    /// <summary>ECMAScript's Number::toString of the double nearest to a decimal text: its steps, in its own letters k and n.</summary>
    public static string Number(string decimalText)
    {
        var value = double.Parse(decimalText, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (value == 0) return "0";
        if (value < 0) return "-" + Number(decimalText[1..]);

        // The fewest digits that read back as the same double, tried one more at a time.
        var shortest = value.ToString("E16", CultureInfo.InvariantCulture);
        for (var precision = 0; precision <= 16; precision++)
        {
            shortest = value.ToString("E" + precision.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (double.Parse(shortest, CultureInfo.InvariantCulture).Equals(value)) break;
        }

        var parts = shortest.Split('E');
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal);
        var k = digits.Length;
        var n = int.Parse(parts[1], CultureInfo.InvariantCulture) + 1;
        if (k <= n && n <= 21) return digits + new string('0', n - k);
        if (0 < n && n <= 21) return digits[..n] + "." + digits[n..];
        if (-6 < n && n <= 0) return "0." + new string('0', -n) + digits;
        var exponent = "e" + (n > 0 ? "+" : "-") + Math.Abs(n - 1).ToString(CultureInfo.InvariantCulture);
        return k == 1 ? digits + exponent : digits[..1] + "." + digits[1..] + exponent;
    }
}
