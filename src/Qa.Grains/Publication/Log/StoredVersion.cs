namespace Qa.Grains.Publication.Log;

/// <summary>What a version keeps: the resolved tree and what was written, each with its hash.</summary>
/// <param name="Tree">Canonical JSON.</param>
/// <param name="Source">As <c>TreeSourceJson</c> writes it.</param>
public sealed record StoredVersion(byte[] Tree, string TreeHash, byte[] Source, string SourceHash);
