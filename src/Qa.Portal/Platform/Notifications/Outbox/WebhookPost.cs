using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Platform.Notifications.Outbox;

/// <summary>A text as each vendor's robot takes it, signed as the vendor documents it.</summary>
/// <param name="Body">JSON.</param>
internal sealed record WebhookPost(Uri Url, string Body)
{
    /// <summary>Longest text, in bytes of UTF-8: WeCom takes 2,048, the others more.</summary>
    public const int MaximumTextBytes = 2_000;

    public static WebhookPost Of(WebhookVendor vendor, string url, string secret, string text, DateTimeOffset now) => vendor switch
    {
        WebhookVendor.WeCom => new(new(url), StoredJson.Write(new { msgtype = "text", text = new { content = Cut(text) } })),
        WebhookVendor.DingTalk => new(new(secret.Length == 0 ? url : WithDingTalkSignature(url, secret, now)), StoredJson.Write(new { msgtype = "text", text = new { content = Cut(text) } })),
        _ => new(new(url), secret.Length == 0
            ? StoredJson.Write(new { msg_type = "text", content = new { text = Cut(text) } })
            : StoredJson.Write(new { timestamp = Seconds(now), sign = FeishuSignature(secret, Seconds(now)), msg_type = "text", content = new { text = Cut(text) } })),
    };

    /// <summary>HMAC-SHA256 of "milliseconds, line feed, secret" under the secret, in Base64.</summary>
    public static string DingTalkSignature(string secret, string milliseconds) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{milliseconds}\n{secret}")));

    /// <summary>HMAC-SHA256 of nothing under "seconds, line feed, secret", in Base64: what DingTalk signs is the key here.</summary>
    public static string FeishuSignature(string secret, string seconds) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes($"{seconds}\n{secret}"), ReadOnlySpan<byte>.Empty));

    /// <summary>What a robot answers: all three tell of failures in the body of a success.</summary>
    /// <returns>Null where it took the text.</returns>
    public static string? Failure(string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var root = document.RootElement;
            foreach (var name in (ReadOnlySpan<string>)["errcode", "code", "StatusCode"])
            {
                if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(name, out var code))
                    continue;
                return code.ValueKind == JsonValueKind.Number && code.TryGetInt64(out var number) && number == 0 ? null : $"{name} {code}: {MessageOf(root)}";
            }

            return "found an answer without a code, expected one of the vendor's";
        }
        catch (JsonException)
        {
            return "found an answer that is no JSON, expected one of the vendor's";
        }
    }

    private static string WithDingTalkSignature(string url, string secret, DateTimeOffset now)
    {
        var milliseconds = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}timestamp={milliseconds}&sign={Uri.EscapeDataString(DingTalkSignature(secret, milliseconds))}";
    }

    private static string Seconds(DateTimeOffset now) => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string MessageOf(JsonElement root)
    {
        foreach (var name in (ReadOnlySpan<string>)["errmsg", "msg", "StatusMessage"])
        {
            if (root.TryGetProperty(name, out var message) && message.ValueKind == JsonValueKind.String)
                return message.GetString()!;
        }

        return "";
    }

    private static string Cut(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) <= MaximumTextBytes)
            return text;
        var (bytes, length) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            // Room is left for the sign that something is missing.
            if (bytes + rune.Utf8SequenceLength > MaximumTextBytes - 3)
                break;
            bytes += rune.Utf8SequenceLength;
            length += rune.Utf16SequenceLength;
        }

        return text[..length] + "…";
    }
}
