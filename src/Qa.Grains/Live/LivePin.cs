using Qa.Grains.Inspection.Leases;

namespace Qa.Grains.Live;

/// <summary>The version of a set that a conversation is judged by, from its first turn to its end.</summary>
[GenerateSerializer, Alias("qa.LivePin")]
public sealed record LivePin([property: Id(0)] string RuleSet, [property: Id(1)] VersionLease Lease);
