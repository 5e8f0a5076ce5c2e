using System.Security.Cryptography;
using Qa.Grains.Storage;

namespace Qa.Grains.Publication.Checkpoints;

/// <summary>
/// The key of the installation, on P-256, with which it signs checkpoints and bundles. It lies in a file that only its owner
/// reads, is made when it is first needed, and is never in the database, whose history it vouches for.
/// </summary>
/// <param name="path">Its file; null where none was named and none may be made, as each process of a cluster would make its own.</param>
public sealed class InstallationKey(string? path)
{
    private readonly Lock _loading = new();
    private string? _pem;

    /// <summary>Whether there is a file for it, made already or not.</summary>
    public bool IsNamed => path is not null;

    /// <summary>Whether it has been made.</summary>
    public bool Exists => File.Exists(path);

    /// <summary>As SubjectPublicKeyInfo.</summary>
    /// <exception cref="DatabaseUnusableException">There is no file, it cannot be read or made, or it holds something else.</exception>
    public byte[] PublicKey => Use(static key => key.ExportSubjectPublicKeyInfo());

    /// <inheritdoc cref="SignedCheckpoint.Fingerprint"/>
    public string Fingerprint => FingerprintOf(PublicKey);

    /// <summary>Signs with SHA-256; the two halves of the signature one after the other.</summary>
    /// <exception cref="DatabaseUnusableException">As for <see cref="PublicKey"/>.</exception>
    public byte[] Sign(byte[] payload) => Use(key => key.SignData(payload, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));

    /// <summary>Does something with the private key, which stays here.</summary>
    /// <exception cref="DatabaseUnusableException">As for <see cref="PublicKey"/>.</exception>
    internal byte[] Use(Func<ECDsa, byte[]> use)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(Pem());

            // A public key, or one on another curve, shows here, and not only when something is signed.
            if (key.ExportParameters(includePrivateParameters: true).Curve.Oid.Value != ECCurve.NamedCurves.nistP256.Oid.Value)
                throw new CryptographicException("It is on another curve.");
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            throw new DatabaseUnusableException($"{path} holds no private key on P-256 in PEM; move it away to have a new one made.", exception);
        }

        return use(key);
    }

    internal static string FingerprintOf(byte[] publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey));

    internal static bool TryDecode(string base64, out byte[] bytes)
    {
        bytes = new byte[base64.Length];
        var isBase64 = Convert.TryFromBase64String(base64, bytes, out var length);
        bytes = isBase64 ? bytes[..length] : [];
        // One signature has one writing: what else decodes to the same bytes would be an altered byte that is not found.
        return isBase64 && Convert.ToBase64String(bytes) == base64;
    }

    private string Pem()
    {
        lock (_loading)
            return _pem ??= LoadOrCreate(path ?? throw new DatabaseUnusableException("A cluster signs with one key: name its file with --signing-key, the same for every process."));
    }

    private static string LoadOrCreate(string path)
    {
        try
        {
            if (File.Exists(path))
                return File.ReadAllText(path);
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

            // Beside its place first, so that nobody finds half of it; of two that make it at once, the first one's stays.
            var beside = $"{path}.{Guid.NewGuid():n}";
            using (var writer = new StreamWriter(beside, options))
                writer.WriteLine(key.ExportPkcs8PrivateKeyPem());
            try
            {
                File.Move(beside, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(beside);
            }

            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnusableException($"{path}: the key of the installation cannot be read or made: {exception.Message}", exception);
        }
    }
}
