namespace Qa.Grains.Replay;

/// <summary>How far a replay has come, and what it found so far.</summary>
/// <param name="Total">Scorecards or interactions there are to go through, as counted when it began.</param>
/// <param name="Done">Of these, gone through.</param>
/// <param name="Sameness">Of a replay with the stored versions; else null.</param>
/// <param name="Impact">Of a replay with another version; else null.</param>
/// <param name="Failure">Why it failed.</param>
/// <param name="TreeHash">Of a replay with another version or a draft: the hash of its tree, which a draft keeps when it is published.</param>
/// <param name="Engine">Which engine computed: the version of the program.</param>
[GenerateSerializer, Alias("qa.ReplayProgress")]
public sealed record ReplayProgress(
    [property: Id(0)] ReplayRequest Request,
    [property: Id(1)] string Author,
    [property: Id(2)] ReplayState State,
    [property: Id(3)] DateTimeOffset StartedAt,
    [property: Id(4)] DateTimeOffset? EndedAt,
    [property: Id(5)] long Total,
    [property: Id(6)] long Done,
    [property: Id(7)] SamenessReport? Sameness,
    [property: Id(8)] ImpactReport? Impact,
    [property: Id(9)] string? Failure,
    [property: Id(10)] string? TreeHash = null,
    [property: Id(11)] string? Engine = null);
