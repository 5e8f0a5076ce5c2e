using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Qa.Grains.Erasure;
using Qa.Grains.Publication.Checkpoints;

namespace Qa.Portal.Platform.Privacy.Lists;

/// <summary>
/// One erasure as a line of a list that lies outside the database: after a restore, the line is what still knows of it. Signed by the
/// installation, so that nobody has erased what no two people agreed to by writing a line.
/// </summary>
internal sealed record ErasureLine(string Key, string Reason, string AskedBy, string ApprovedBy, DateTimeOffset At, IReadOnlyList<string> Interactions)
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public ErasureOrder ToOrder() => new(Key, ErasureOrder.Request, Reason, AskedBy, ApprovedBy);

    /// <summary>The line, without its line feed.</summary>
    public string Signed(InstallationKey key)
    {
        var erasure = JsonSerializer.Serialize(this, Written);
        return $"{{\"erasure\":{erasure},\"signature\":\"{Convert.ToBase64String(key.Sign(Encoding.UTF8.GetBytes(erasure)))}\"}}";
    }

    /// <summary>Takes a line apart.</summary>
    /// <returns>The erasure, or what is wrong with the line.</returns>
    public static (ErasureLine? Line, string? Fault) Read(string text, InstallationKey key)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var erasure = document.RootElement.GetProperty("erasure");
            var signature = Convert.FromBase64String(document.RootElement.GetProperty("signature").GetString() ?? "");
            using var signer = ECDsa.Create();
            signer.ImportSubjectPublicKeyInfo(key.PublicKey, out _);
            if (!signer.VerifyData(Encoding.UTF8.GetBytes(erasure.GetRawText()), signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))
                return (null, "found a signature that is not of this installation, expected one that is; after a restore, name the key of then with --signing-key");
            return (erasure.Deserialize<ErasureLine>(Written)!, null);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return (null, "found no erasure, expected {\"erasure\": …, \"signature\": …}");
        }
    }
}
