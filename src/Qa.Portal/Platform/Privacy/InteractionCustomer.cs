using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Qa.Portal.Platform.Privacy;

/// <summary>The customer of an interaction as it was sent: found, and shown with the number masked.</summary>
internal static class InteractionCustomer
{
    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static (string? Id, string? Phone) Of(byte[] interaction)
    {
        using var document = JsonDocument.Parse(interaction);
        return document.RootElement.TryGetProperty("customer", out var customer) && customer.ValueKind == JsonValueKind.Object
            ? (TextOf(customer, "id"), TextOf(customer, "phone"))
            : (null, null);
    }

    /// <summary>The interaction with the customer's number masked, and those that were said; the very bytes where it has none.</summary>
    public static byte[] Masked(byte[] interaction)
    {
        var root = JsonNode.Parse(interaction)!;
        var isMasked = false;
        if (Of(interaction).Phone is { } phone)
            (root["customer"]!["phone"], isMasked) = (PhoneMask.Mask(phone), true);
        foreach (var turn in root["turns"] as JsonArray ?? [])
        {
            if (turn?["text"] is not JsonValue value || !value.TryGetValue<string>(out var text) || PhoneMask.InText(text) is var masked && masked == text)
                continue;
            turn["text"] = masked;
            isMasked = true;
        }

        return isMasked ? JsonSerializer.SerializeToUtf8Bytes(root, Written) : interaction;
    }

    private static string? TextOf(JsonElement customer, string key) => customer.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
