using Qa.Rules.Compilation;

namespace Qa.Grains.Replay;

/// <summary>The version that a scorecard names, compiled, or why there is none; exactly one of the two.</summary>
internal sealed record ReplayedVersion(CompiledTree? Tree, string? Problem);
