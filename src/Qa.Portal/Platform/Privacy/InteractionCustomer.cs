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

    /// <summary>The interaction with a masked number; the very bytes where it has none.</summary>
    public static byte[] Masked(byte[] interaction)
    {
        if (Of(interaction).Phone is not { } phone)
            return interaction;
        var root = JsonNode.Parse(interaction)!;
        root["customer"]!["phone"] = PhoneMask.Mask(phone);
        return JsonSerializer.SerializeToUtf8Bytes(root, Written);
    }

    private static string? TextOf(JsonElement customer, string key) => customer.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
