using System.Text.Json;
using Qa.Rules.Interactions;

namespace Qa.Transcription.Calls.Forms;

/// <summary>Reads single values of JSON for <see cref="CallFields"/>: a value of another kind is an error that tells what stands there.</summary>
internal static class JsonMembers
{
    /// <summary>The members of an object; one given twice is an error, and one with null is as if it were left out.</summary>
    public static IEnumerable<JsonProperty> Members(JsonElement element, string prefix, CallFields fields)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            if (!seen.Add(member.Name))
                fields.Report(prefix + member.Name, "a key given twice", "each key once");
            else if (member.Value.ValueKind != JsonValueKind.Null)
                yield return member;
        }
    }

    public static string? Text(JsonElement value, string member, CallFields fields)
    {
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        fields.Report(member, Describe(value), "a string");
        return null;
    }

    /// <summary>A string or a number as it is written: services write numbers of phones and calls either way.</summary>
    public static string? TextOrNumber(JsonElement value, string member, CallFields fields)
    {
        if (value.ValueKind == JsonValueKind.Number)
            return value.GetRawText();
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        fields.Report(member, Describe(value), "a string or a number");
        return null;
    }

    /// <summary>A string, a number or a boolean; null, and an error, where it is none.</summary>
    public static AttributeValue? Attribute(JsonElement value, string member, CallFields fields)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return AttributeValue.FromText(value.GetString()!);
            case JsonValueKind.True or JsonValueKind.False:
                return AttributeValue.FromBoolean(value.GetBoolean());
            case JsonValueKind.Number when ExactNumber.TryParse(value.GetRawText(), out var number):
                return AttributeValue.FromNumber(number, value.GetRawText());
            case JsonValueKind.Number:
                fields.Report(member, "a number beyond what is read", $"a number of at most {ExactNumber.MaximumLength} digits and exponent {ExactNumber.MaximumExponent}");
                return null;
            default:
                fields.Report(member, Describe(value), "a string, a number or a boolean");
                return null;
        }
    }

    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"the string '{CallDataErrors.Shortened(value.GetString()!)}'",
        JsonValueKind.Number => $"the number {CallDataErrors.Shortened(value.GetRawText())}",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };
}
