namespace Qa.Grains.Auditing.Verification;

/// <summary>By whom seals in a row were signed.</summary>
/// <param name="Key">Fingerprint of the key; null where they are not signed.</param>
public sealed record SealSigner(string? Key, long FirstSeal, long LastSeal);
