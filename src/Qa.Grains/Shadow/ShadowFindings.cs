using Qa.Grains.Replay;

namespace Qa.Grains.Shadow;

/// <summary>What a shadow run found; kept with it when it has ended.</summary>
internal sealed record ShadowFindings(long Erased, long Faults, ImpactReport Report);
