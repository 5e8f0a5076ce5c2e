using System.Security.Cryptography;
using Qa.Grains.Storage;

namespace Qa.Grains.Publication.Checkpoints;

/// <summary>
/// The key of the installation, on P-256, with which it signs checkpoints and bundles. It lies in a file that only its owner
/// reads, is made when it is first needed, and is never in the database, whose history it vouches for.
/// </summary>
public sealed class InstallationKey(string path)
{
    private readonly Lazy<string> _pem = new(() => LoadOrCreate(path));

    /// <summary>As SubjectPublicKeyInfo.</summary>
    /// <exception cref="DatabaseUnusableException">The file cannot be read or made, or holds something else.</exception>
    public byte[] PublicKey => Use(static key => key.ExportSubjectPublicKeyInfo());

    /// <inheritdoc cref="SignedCheckpoint.Fingerprint"/>
    public string Fingerprint => FingerprintOf(PublicKey);

    /// <inheritdoc cref="PublicKey"/>
    public byte[] Use(Func<ECDsa, byte[]> use)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(_pem.Value);
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            throw new DatabaseUnusableException($"{path} holds no private key on P-256 in PEM; move it away to have a new one made.", exception);
        }

        return use(key);
    }

    /// <summary>Signs with SHA-256; the two halves of the signature one after the other.</summary>
    public byte[] Sign(byte[] payload) => Use(key => key.SignData(payload, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));

    internal static string FingerprintOf(byte[] publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey));

    internal static bool TryDecode(string base64, out byte[] bytes)
    {
        bytes = new byte[base64.Length];
        var isBase64 = Convert.TryFromBase64String(base64, bytes, out var length);
        bytes = isBase64 ? bytes[..length] : [];
        // One signature has one writing: what else decodes to the same bytes would be an altered byte that is not found.
        return isBase64 && Convert.ToBase64String(bytes) == base64;
    }

    private static string LoadOrCreate(string path)
    {
        try
        {
            if (File.Exists(path))
                return File.ReadAllText(path);
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var pem = key.ExportPkcs8PrivateKeyPem() + "\n";
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var writer = new StreamWriter(path, options);
            writer.Write(pem);
            return pem;
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process of the installation has made it at this moment.
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnusableException($"{path}: the key of the installation cannot be read or made: {exception.Message}", exception);
        }
    }
}
