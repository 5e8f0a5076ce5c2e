namespace Qa.Grains.Auditing;

/// <summary>Who did what, to what, and with which words. It holds nothing that customers said.</summary>
/// <param name="Action">A few words: <c>publish hot-set</c>.</param>
/// <param name="Subject">What it was done to: <c>standard@3</c>.</param>
public sealed record AuditEntry(DateTimeOffset At, string Actor, string Action, string Subject, string Detail);
