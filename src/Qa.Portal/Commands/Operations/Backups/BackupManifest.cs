using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Qa.Portal.Commands.Operations.Backups;

/// <summary>The last part of a backup: a line a part, and a line that closes them with their number and the sum of all lines before.</summary>
internal static class BackupManifest
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(IReadOnlyList<BackupEntry> entries)
    {
        using var output = new MemoryStream();
        foreach (var entry in entries)
            output.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry, Json) + "\n"));
        var end = new End(entries.Count, Convert.ToHexStringLower(SHA256.HashData(output.GetBuffer().AsSpan(0, (int)output.Length))));
        output.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(end, Json) + "\n"));
        return output.ToArray();
    }

    /// <summary>Null where it was cut off or altered.</summary>
    public static IReadOnlyList<BackupEntry>? Read(byte[] manifest)
    {
        // The last line begins after the line end before the last one.
        var body = manifest.Length < 2 ? -1 : manifest.AsSpan(0, manifest.Length - 1).LastIndexOf((byte)'\n');
        try
        {
            var end = JsonSerializer.Deserialize<End>(manifest.AsSpan(body + 1), Json);
            var entries = Encoding.UTF8.GetString(manifest, 0, body + 1).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonSerializer.Deserialize<BackupEntry>(line, Json)!).ToList();
            return end is { Sha256: not null } && end.Parts == entries.Count && end.Sha256 == Convert.ToHexStringLower(SHA256.HashData(manifest.AsSpan(0, body + 1))) ? entries : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record End(int Parts, string Sha256);
}
