using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Qa.Grains.Bundles;

/// <summary>
/// How a line of a bundle is written: <c>{"seal":"…","kind":"…",…}</c> and a line feed. The seal is the SHA-256 of the seal
/// before it and of all that follows it on its line, so that every byte of a bundle is under the seal of its own line.
/// </summary>
internal static class BundleJson
{
    /// <summary>Stands before the first line.</summary>
    public static readonly string FirstSeal = new('0', SealLength);

    private const int SealLength = 64;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new Utf8TextConverter() },
    };

    /// <summary>A line with its line feed.</summary>
    public static byte[] Write(BundleEntry entry, string previousSeal, out string seal)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(entry, Options);
        seal = SealOf(previousSeal, json.AsSpan(1));
        var line = new ArrayBufferWriter<byte>(json.Length + SealLength + 16);
        line.Write("{\"seal\":\""u8);
        line.Write(Encoding.ASCII.GetBytes(seal));
        line.Write("\","u8);
        line.Write(json.AsSpan(1));
        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }

    /// <summary>Takes a line apart.</summary>
    /// <param name="line">Without its line feed.</param>
    /// <param name="seal">As it stands there.</param>
    /// <param name="rest">All that follows the seal's comma.</param>
    /// <returns>False when it does not begin with a seal.</returns>
    public static bool TrySplit(ReadOnlySpan<byte> line, out string seal, out ReadOnlySpan<byte> rest)
    {
        seal = "";
        rest = default;
        var start = "{\"seal\":\""u8;
        var end = "\","u8;
        if (!line.StartsWith(start) || line.Length < start.Length + SealLength + end.Length || !line[(start.Length + SealLength)..].StartsWith(end))
            return false;
        seal = Encoding.Latin1.GetString(line.Slice(start.Length, SealLength));
        rest = line[(start.Length + SealLength + end.Length)..];
        return true;
    }

    /// <exception cref="JsonException">It is no entry of a bundle.</exception>
    public static BundleEntry Read(ReadOnlySpan<byte> rest)
    {
        try
        {
            return JsonSerializer.Deserialize<BundleEntry>([(byte)'{', .. rest], Options) ?? throw new JsonException("null is no entry.");
        }
        catch (NotSupportedException exception)
        {
            // What has no kind is told so by the serializer.
            throw new JsonException("An entry without a kind.", exception);
        }
    }

    public static string SealOf(string previousSeal, ReadOnlySpan<byte> rest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.Latin1.GetBytes(previousSeal));
        hash.AppendData(rest);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
