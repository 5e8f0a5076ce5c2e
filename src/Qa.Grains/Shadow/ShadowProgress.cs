using Qa.Grains.Replay;

namespace Qa.Grains.Shadow;

/// <summary>How far a shadow run has come, and what it found so far.</summary>
/// <param name="Waiting">Scorecards that are taken in and not yet compared.</param>
/// <param name="Erased">Scorecards whose interaction was erased before the draft could score it; they are not compared.</param>
/// <param name="Faults">Scorecards whose interaction the draft cannot score; they are not compared.</param>
/// <param name="Report">Before is what was really written, by whichever version was in force; after is the draft.</param>
[GenerateSerializer, Alias("qa.ShadowProgress")]
public sealed record ShadowProgress(
    [property: Id(0)] ShadowRun Run,
    [property: Id(1)] long Waiting,
    [property: Id(2)] long Erased,
    [property: Id(3)] long Faults,
    [property: Id(4)] ImpactReport Report);
