using Qa.Grains.Publication.Checkpoints;

namespace Qa.Grains.Auditing.Chain;

/// <summary>A seal as the database has it.</summary>
internal sealed class StoredSeal
{
    public const string Columns = "number AS Number, at AS At, heads AS Heads, previous_hash AS PreviousHash, hash AS Hash, signer AS Signer, signature AS Signature";

    public long Number { get; init; }

    public long At { get; init; }

    public string Heads { get; init; } = "";

    public string? PreviousHash { get; init; }

    public string Hash { get; init; } = "";

    /// <summary>The public key; null, as the signature, where there was none.</summary>
    public string? Signer { get; init; }

    public string? Signature { get; init; }

    /// <summary>Of its key; null when it is not signed, empty when that is no key.</summary>
    public string? Fingerprint => Signer is null ? null : InstallationKey.TryDecode(Signer, out var key) ? InstallationKey.FingerprintOf(key) : "";

    public AuditSeal Content => new(Number, At, Heads, PreviousHash);
}
