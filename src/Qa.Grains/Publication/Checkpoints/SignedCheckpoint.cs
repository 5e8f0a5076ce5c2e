using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Qa.Rules.Versions;

namespace Qa.Grains.Publication.Checkpoints;

/// <summary>
/// A <see cref="ChainCheckpoint"/> with the installation's signature, as it is kept outside the database. Whoever knows the
/// fingerprint of the key can tell it from one that somebody else has made.
/// </summary>
/// <param name="Key">The public key, as SubjectPublicKeyInfo in base 64.</param>
/// <param name="Signature">In base 64.</param>
public sealed record SignedCheckpoint(int Count, string Time, string Key, string Signature, string? LastHash = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    [JsonIgnore]
    public ChainCheckpoint Checkpoint => new(Count, LastHash, Time);

    public static SignedCheckpoint Sign(ChainCheckpoint checkpoint, InstallationKey key) => new(
        checkpoint.Count, checkpoint.Time, Convert.ToBase64String(key.PublicKey), Convert.ToBase64String(key.Use(checkpoint.Sign)), checkpoint.LastHash);

    /// <exception cref="FormatException">The text is no checkpoint.</exception>
    public static SignedCheckpoint Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<SignedCheckpoint>(json, Options) is { } read
                ? read
                : throw new FormatException("found no checkpoint, expected count, lastHash, time, key and signature");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"found no checkpoint, expected count, lastHash, time, key and signature: {exception.Message}", exception);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>Names the key: SHA-256 of it, as 64 lower-case hexadecimal digits; empty when it is no key.</summary>
    [JsonIgnore]
    public string Fingerprint => InstallationKey.TryDecode(Key, out var key) ? InstallationKey.FingerprintOf(key) : "";

    /// <summary>Whether this was signed by the owner of <see cref="Key"/>, and with it <paramref name="more"/> by <paramref name="moreSignature"/>.</summary>
    public bool IsSigned(byte[]? more = null, string? moreSignature = null)
    {
        if (!InstallationKey.TryDecode(Key, out var key) || !InstallationKey.TryDecode(Signature, out var signature))
            return false;
        try
        {
            using var owner = ECDsa.Create();
            owner.ImportSubjectPublicKeyInfo(key, out _);
            if (!Checkpoint.IsSignedBy(owner, signature))
                return false;
            return more is null
                || (InstallationKey.TryDecode(moreSignature!, out var second)
                    && owner.VerifyData(more, second, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
