using Qa.Grains.Inspection.Leases;

namespace Qa.Portal.Modules.Inspection;

/// <summary>A lease as the interface for machines shows it.</summary>
internal sealed record LeaseView(long Number, long Version, long Publication, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Reason)
{
    public static LeaseView Of(VersionLease lease) => new(
        lease.Number, lease.Version, lease.Publication, lease.StartsAt, lease.EndsAt, lease.Reason.ToString().ToLowerInvariant());
}
