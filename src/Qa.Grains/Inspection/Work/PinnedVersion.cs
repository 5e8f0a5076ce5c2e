using Qa.Grains.Inspection.Leases;

namespace Qa.Grains.Inspection.Work;

/// <summary>A task's lease, with what its version is told by in a stored result.</summary>
internal sealed record PinnedVersion(VersionLease Lease, string TreeHash, string PublicationHash, DateTimeOffset PublishedAt);
