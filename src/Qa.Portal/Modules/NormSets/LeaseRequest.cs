namespace Qa.Portal.Modules.NormSets;

/// <summary>How long tasks keep their version, 1..86,400 s.</summary>
internal sealed record LeaseRequest(long Seconds);
