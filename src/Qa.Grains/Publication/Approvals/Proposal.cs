using Qa.Grains.Publication.Sources;

namespace Qa.Grains.Publication.Approvals;

/// <summary>A change that somebody wants to have published.</summary>
/// <param name="ExpectedHead">The version that the author saw in force; null to take the one that is.</param>
[GenerateSerializer, Alias("qa.Proposal")]
public sealed record Proposal(
    [property: Id(0)] TreeSource Source,
    [property: Id(1)] string Author,
    [property: Id(2)] string Note,
    [property: Id(3)] long? ExpectedHead);
