using Qa.Grains.Shadow;

namespace Qa.Portal.Modules.Replays.Shadows;

/// <summary>A request to have a draft score along.</summary>
/// <param name="Hours">For how long.</param>
internal sealed record ShadowOrder(int Hours = ShadowRun.DefaultHours);
