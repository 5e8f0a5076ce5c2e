using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Qa.Grains.Publication.Checkpoints;
using Qa.Rules.Versions;

namespace Qa.Grains.Auditing.Chain;

/// <summary>
/// Closes all chains that grew since the seal before, together: whoever alters an entry under it would have to make every later
/// seal anew, and sign it.
/// </summary>
/// <param name="Ticks">When, in UTC ticks.</param>
/// <param name="Heads">As <see cref="ChainHead.Write"/> writes them.</param>
/// <param name="Previous">Hash of the seal before; null for the first.</param>
internal sealed record AuditSeal(long Number, long Ticks, string Heads, string? Previous)
{
    // Under the signature, so that nothing else the key signs can pass for a seal.
    private const string Schema = "qa.audit-seal/1";

    /// <summary>What is hashed and signed: canonical JSON.</summary>
    public byte[] Payload()
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteNumber("number", Number);
            json.WriteString("at", Invariant($"{Ticks}"));
            json.WritePropertyName("heads");
            json.WriteRawValue(Heads);
            if (Previous is not null)
                json.WriteString("previous", Previous);
            json.WriteEndObject();
        }

        return CanonicalJson.OfText(output.WrittenMemory);
    }

    /// <param name="signer">As SubjectPublicKeyInfo in base 64.</param>
    /// <param name="signature">In base 64.</param>
    public static bool IsSigned(byte[] payload, string signer, string signature)
    {
        if (!InstallationKey.TryDecode(signer, out var key) || !InstallationKey.TryDecode(signature, out var bytes))
            return false;
        try
        {
            using var owner = ECDsa.Create();
            owner.ImportSubjectPublicKeyInfo(key, out _);
            return owner.VerifyData(payload, bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
