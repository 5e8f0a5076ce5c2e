namespace Qa.Portal.Commands.Publishing;

/// <summary>What was said beside what is published.</summary>
/// <param name="Note">Why, for those who read the history.</param>
/// <param name="ExpectedHead">The version the change was made to.</param>
/// <param name="Emergency">Why it is published without approvals.</param>
/// <param name="IsStaged">It is for the next start.</param>
/// <param name="At">When it is to be published; null for now.</param>
internal sealed record PublishChoice(string? Note, long? ExpectedHead, string? Emergency, bool IsStaged, DateTimeOffset? At);
