namespace Qa.Grains.Inspection.Leases;

/// <summary>Which version a task holds, until when, and why (缓存租约).</summary>
/// <param name="Number">Of the task's leases, from 1.</param>
/// <param name="Publication">Log number of the version, by which it is told what came after it.</param>
[GenerateSerializer, Alias("qa.VersionLease")]
public sealed record VersionLease(
    [property: Id(0)] long Number,
    [property: Id(1)] long Version,
    [property: Id(2)] long Publication,
    [property: Id(3)] DateTimeOffset StartsAt,
    [property: Id(4)] DateTimeOffset EndsAt,
    [property: Id(5)] LeaseReason Reason);
