using System.Text.Json;

namespace Qa.Transcription.Calls.Forms;

/// <summary>What the forms in JSON share: opening the text, and reading a list whose wrong calls do not lose the others.</summary>
internal static class JsonCalls
{
    private const string Unpaired = "a string with an unpaired surrogate";
    private const string WellFormed = "well-formed Unicode text";

    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = CallDataReader.MaximumDepth,
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>What is read of the document; nothing, and an error, where the text is no JSON.</summary>
    public static IReadOnlyList<CallRecord> Read(string text, CallDataErrors errors, Func<JsonElement, IReadOnlyList<CallRecord>> read)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return read(document.RootElement);
        }
        catch (JsonException exception)
        {
            errors.Add($"line {exception.LineNumber + 1}", "text that is not JSON", "JSON");
        }
        catch (InvalidOperationException)
        {
            errors.Add("", Unpaired, WellFormed);
        }

        return [];
    }

    public static string PlaceOf(string place, string member) => place.Length == 0 ? member : $"{place}.{member}";

    /// <summary>The calls of a list that are right.</summary>
    /// <param name="name">The list's own name; empty where it is the whole.</param>
    public static IEnumerable<CallRecord> Each(JsonElement list, string name, TimeZoneInfo zone, CallDataErrors errors, Func<JsonElement, CallFields, CallRecord> read)
    {
        var index = 0;
        foreach (var call in list.EnumerateArray())
        {
            if (One(call, new(errors, zone, $"{name}[{index++}]", PlaceOf), read) is { } record)
                yield return record;
        }
    }

    public static CallRecord? One(JsonElement call, CallFields fields, Func<JsonElement, CallFields, CallRecord> read)
    {
        if (call.ValueKind != JsonValueKind.Object)
        {
            fields.Report("", JsonMembers.Describe(call), "an object");
            return null;
        }

        try
        {
            var record = read(call, fields);
            return fields.AreSound ? record : null;
        }
        catch (InvalidOperationException)
        {
            // The parser's answer to a string whose escapes leave half of a surrogate pair.
            fields.Report("", Unpaired, WellFormed);
            return null;
        }
    }
}
