namespace Qa.Grains.Auditing.Verification;

/// <summary>The first thing that is wrong with a writer's chain, or with the seals.</summary>
/// <param name="Writer">Whose chain; null for the seals.</param>
public sealed record AuditFault(AuditFaultKind Kind, string? Writer, string Where, string Found, string Expected)
{
    public override string ToString() => Writer is null ? $"{Where}: found {Found}, expected {Expected}" : $"{Where}, written by {Writer}: found {Found}, expected {Expected}";
}
