using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Qa.Rules.Versions;

/// <summary>
/// How long a publication log was at some time, and with which hash it ended. Signed with the key of the installation and
/// kept outside its database, it shows a cut tail or a log that was made anew, which the log alone cannot.
/// </summary>
/// <param name="Count">Number of records.</param>
/// <param name="LastHash">Hash of the last record; null without any.</param>
/// <param name="Time">In RFC 3339, as given.</param>
public sealed record ChainCheckpoint(int Count, string? LastHash, string Time)
{
    // Under the signature, so that nothing else the key signs can pass for a checkpoint.
    private const string Kind = "qa.publication-checkpoint/1";

    // The curve's object identifier; its friendly name depends on the platform.
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>The bytes that are signed: canonical JSON.</summary>
    public byte[] SigningPayload()
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("kind", Kind);
            json.WriteNumber("count", Count);
            if (LastHash is not null)
                json.WriteString("lastHash", LastHash);
            json.WriteString("time", Time);
            json.WriteEndObject();
        }

        return CanonicalJson.OfText(output.WrittenMemory);
    }

    /// <summary>Signs with ECDSA on P-256 and SHA-256; the two halves of the signature stand one after the other (IEEE P1363, 64 bytes).</summary>
    /// <exception cref="ArgumentException">The key is not on P-256.</exception>
    public byte[] Sign(ECDsa key) => OnP256(key).SignData(SigningPayload(), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <summary>Whether the signature is one of this checkpoint by the key's owner.</summary>
    /// <exception cref="ArgumentException">The key is not on P-256.</exception>
    public bool IsSignedBy(ECDsa key, ReadOnlySpan<byte> signature) =>
        OnP256(key).VerifyData(SigningPayload(), signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <summary>Verifies a log, and that it begins with what this checkpoint was made of.</summary>
    public ChainVerdict Verify(IReadOnlyList<PublicationRecord> records)
    {
        var atCheckpoint = PublicationChain.Verify(records.Take(Count));
        if (!atCheckpoint.Holds)
            return atCheckpoint;
        if (atCheckpoint.Count < Count)
            return Fault(atCheckpoint, ChainFaultKind.TailMissing, $"{records.Count} records", $"{Count} or more, as at {Time}");
        return string.Equals(atCheckpoint.LastHash, LastHash, StringComparison.Ordinal)
            ? PublicationChain.Verify(records)
            : Fault(atCheckpoint, ChainFaultKind.NotTheChain, $"record {atCheckpoint.LastHash ?? "none"}", $"{LastHash ?? "none"}, as at {Time}");
    }

    private static ChainVerdict Fault(ChainVerdict verdict, ChainFaultKind kind, string found, string expected) =>
        verdict with { Fault = new(Math.Max(verdict.Count - 1, 0), kind, "", 0, found, expected) };

    private static ECDsa OnP256(ECDsa key) =>
        string.Equals(key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value, P256, StringComparison.Ordinal)
            ? key
            : throw new ArgumentException("The key is not on P-256.", nameof(key));
}
