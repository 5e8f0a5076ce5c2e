using System.Text.Json;
using System.Text.Json.Nodes;
using Qa.Rules.Versions;

namespace Qa.Grains.Inspection.Intake;

/// <summary>
/// The identity of an interaction's content: SHA-256 of its canonical JSON without the members that are null, which say the
/// same as members left out. What is only written otherwise (order, spaces, <c>1.0</c>) is the same content.
/// </summary>
public static class InteractionHash
{
    /// <summary>64 lower-case hexadecimal digits.</summary>
    /// <param name="json">An interaction that was read without errors.</param>
    public static string Of(ReadOnlyMemory<byte> json)
    {
        if (json.Span.IndexOf("null"u8) < 0)
            return CanonicalJson.Hash(CanonicalJson.OfText(json));
        var root = JsonNode.Parse(json.Span)!;
        RemoveNulls(root);
        return CanonicalJson.Hash(CanonicalJson.Of(JsonSerializer.SerializeToElement(root)));
    }

    private static void RemoveNulls(JsonNode node)
    {
        switch (node)
        {
            case JsonObject mapping:
                foreach (var key in mapping.Where(static member => member.Value is null).Select(static member => member.Key).ToList())
                    mapping.Remove(key);
                foreach (var (_, value) in mapping)
                    RemoveNulls(value!);
                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    if (item is not null)
                        RemoveNulls(item);
                }

                break;
        }
    }
}
