using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Qa.Grains.Live;

/// <summary>Puts the parts of a conversation together to the JSON of an interaction.</summary>
internal static class ConversationJson
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The header that is kept: what was sent, with the id.</summary>
    /// <returns>Null when it is no well-formed JSON object with each key once, or has an id or turns of its own.</returns>
    public static string? HeaderOf(string id, string sent)
    {
        try
        {
            if (JsonNode.Parse(sent) is not JsonObject header || header.ContainsKey("turns") || header.ContainsKey("id"))
                return null;
            header.Insert(0, "id", id);
            return header.ToJsonString(Plain);
        }
        catch (Exception exception) when (exception is ArgumentException or JsonException or InvalidOperationException)
        {
            // A key twice, or half of a surrogate pair.
            return null;
        }
    }

    /// <summary>The interaction, with its turns as they came.</summary>
    public static byte[] Whole(string header, IEnumerable<string> turns)
    {
        var open = header.AsSpan().TrimEnd()[..^1];
        return Encoding.UTF8.GetBytes($"{open},\"turns\":[{string.Join(',', turns)}]}}");
    }
}
