namespace Qa.Portal.Modules.Inspection;

/// <summary>What became of interactions that were sent in bulk: every line is in one of the three.</summary>
internal sealed record IntakeSummary(long Accepted, long Duplicates, IReadOnlyList<RejectedLine> Rejected);
