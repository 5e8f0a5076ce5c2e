using Qa.Rules.Versions;

namespace Qa.Grains.Publication.Log;

/// <summary>A version, as its entry in the publication log has it.</summary>
/// <param name="Publication">Number of the entry in the log of all sets, from 1.</param>
/// <param name="RecordHash">Hash of the record.</param>
[GenerateSerializer, Alias("qa.PublishedVersion")]
public sealed record PublishedVersion(
    [property: Id(0)] string RuleSet,
    [property: Id(1)] long Version,
    [property: Id(2)] string TreeHash,
    [property: Id(3)] long Publication,
    [property: Id(4)] string RecordHash,
    [property: Id(5)] PublicationMode Mode,
    [property: Id(6)] Standing Standing,
    [property: Id(7)] DateTimeOffset At);
