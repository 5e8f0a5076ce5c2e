using Qa.Rules.Scoring;

namespace Qa.Grains.Inspection.Work;

/// <summary>What scoring an item came to: a scorecard, or why there is none.</summary>
/// <param name="Version">By which it was scored.</param>
/// <param name="ScoredAt">When scoring began, which decides the version.</param>
/// <param name="Body">The scorecard's JSON.</param>
/// <param name="Fault">Null when it was scored.</param>
internal sealed record ScoredItem(
    ClaimedItem Item, PinnedVersion Version, DateTimeOffset ScoredAt, Scorecard? Scorecard, byte[] Body, string Hash, string? Fault);
