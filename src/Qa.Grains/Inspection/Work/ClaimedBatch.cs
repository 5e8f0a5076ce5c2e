namespace Qa.Grains.Inspection.Work;

/// <summary>Items of one task that one worker holds, and the version they are scored by.</summary>
/// <param name="Owner">Names this claim alone; whoever completes must still be it.</param>
/// <param name="Version">The lease the task holds, which decides the version while it lasts.</param>
internal sealed record ClaimedBatch(long Task, string RuleSet, string Owner, PinnedVersion Version, IReadOnlyList<ClaimedItem> Items);
