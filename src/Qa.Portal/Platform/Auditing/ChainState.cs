namespace Qa.Portal.Platform.Auditing;

/// <summary>How far the audit log is sealed.</summary>
/// <param name="Seals">How many seals there are.</param>
/// <param name="SealedAt">When the last one was set; null without any.</param>
/// <param name="Waiting">Entries that are not sealed yet; their writers' next seal takes them.</param>
/// <param name="CheckpointAt">When a checkpoint was last written outside the database; null where none is known to this process.</param>
internal sealed record ChainState(long Seals, DateTimeOffset? SealedAt, long Waiting, DateTimeOffset? CheckpointAt);
