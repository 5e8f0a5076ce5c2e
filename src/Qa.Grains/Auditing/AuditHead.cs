namespace Qa.Grains.Auditing;

/// <summary>How far the audit log was sealed at some time: what is kept outside the database to show a cut tail, or a log made anew.</summary>
/// <param name="Seal">Number of the last seal.</param>
/// <param name="Hash">Its hash.</param>
public sealed record AuditHead(long Seal, string Hash);
