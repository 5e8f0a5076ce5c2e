using System.Collections.Immutable;

namespace Qa.Grains.Publication.Verification;

/// <summary>What a verification of the publication log came to.</summary>
/// <param name="Entries">Up to which entry the log was read.</param>
/// <param name="LastHash">Hash of the last record that held; null without any.</param>
/// <param name="Findings">What was wrong, each with where, found and expected; empty for a log that is whole.</param>
public sealed record KeptVerification(DateTimeOffset At, string By, long Entries, string? LastHash, ImmutableArray<string> Findings);
