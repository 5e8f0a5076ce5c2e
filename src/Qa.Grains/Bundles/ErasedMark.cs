namespace Qa.Grains.Bundles;

/// <summary>Says of an entry that it was erased where it came from: by what, and what stands in its place.</summary>
/// <param name="Key">Of the erasure; the same in every installation.</param>
/// <param name="At">UTC ticks.</param>
/// <param name="LeftHash">SHA-256 of the bytes that the entry holds.</param>
internal sealed record ErasedMark(string Key, string Basis, string Reason, string AskedBy, string? ApprovedBy, long At, string LeftHash);
