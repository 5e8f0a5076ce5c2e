namespace Qa.Grains.Replay;

/// <summary>One stored scorecard and what came of computing it again, with all that links it to what was said and to the publication.</summary>
/// <param name="ScoredAt">When it was scored first.</param>
/// <param name="PublicationHash">Hash of the entry of the publication log by which its version came into force.</param>
/// <param name="Hash">Of the stored scorecard.</param>
/// <param name="RecomputedHash">Of the scorecard that was computed again; null where it could not be.</param>
/// <param name="Reason">Why it is not the same, or why that cannot be told; null where it is the same or was erased.</param>
[GenerateSerializer, Alias("qa.ReplayedCard")]
public sealed record ReplayedCard(
    [property: Id(0)] long Task,
    [property: Id(1)] long Item,
    [property: Id(2)] string Interaction,
    [property: Id(3)] long Revision,
    [property: Id(4)] string RuleSet,
    [property: Id(5)] long Version,
    [property: Id(6)] DateTimeOffset ScoredAt,
    [property: Id(7)] string SchemaName,
    [property: Id(8)] string TreeHash,
    [property: Id(9)] string InteractionHash,
    [property: Id(10)] string PublicationHash,
    [property: Id(11)] string Hash,
    [property: Id(12)] string? RecomputedHash,
    [property: Id(13)] CardVerdict Verdict,
    [property: Id(14)] string? Reason);
