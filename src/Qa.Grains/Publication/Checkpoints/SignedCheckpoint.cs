using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Qa.Grains.Auditing;
using Qa.Rules.Versions;

namespace Qa.Grains.Publication.Checkpoints;

/// <summary>
/// A <see cref="ChainCheckpoint"/> with the installation's signature, as it is kept outside the database. Whoever knows the
/// fingerprint of the key can tell it from one that somebody else has made.
/// </summary>
/// <param name="Key">The public key, as SubjectPublicKeyInfo in base 64.</param>
/// <param name="Signature">In base 64.</param>
/// <param name="Audit">How far the audit log was sealed; null when it was not, in checkpoints from before there were seals, and in bundles.</param>
/// <param name="AuditSignature">Of it together with <paramref name="Signature"/>, so that the two are of one moment.</param>
public sealed record SignedCheckpoint(int Count, string Time, string Key, string Signature, string? LastHash = null, AuditHead? Audit = null, string? AuditSignature = null)
{
    // Under the signature, so that nothing else the key signs can pass for it.
    private const string AuditSchema = "qa.audit-checkpoint/1";

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

    public static SignedCheckpoint Sign(ChainCheckpoint checkpoint, InstallationKey key, AuditHead? audit = null)
    {
        var signed = new SignedCheckpoint(
            checkpoint.Count, checkpoint.Time, Convert.ToBase64String(key.PublicKey), Convert.ToBase64String(key.Use(checkpoint.Sign)), checkpoint.LastHash, audit);
        return audit is null ? signed : signed with { AuditSignature = Convert.ToBase64String(key.Sign(AuditPayload(audit, signed.Signature))) };
    }

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
            return Checkpoint.IsSignedBy(owner, signature)
                && (Audit is null || IsSignedBy(owner, AuditPayload(Audit, Signature), AuditSignature ?? ""))
                && (more is null || IsSignedBy(owner, more, moreSignature!));
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return false;
        }
    }
    private static bool IsSignedBy(ECDsa owner, byte[] payload, string signature) =>
        InstallationKey.TryDecode(signature, out var bytes) && owner.VerifyData(payload, bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    private static byte[] AuditPayload(AuditHead audit, string signature) =>
        CanonicalJson.OfText(JsonSerializer.SerializeToUtf8Bytes(new { kind = AuditSchema, seal = audit.Seal, hash = audit.Hash, checkpoint = signature }));
}
