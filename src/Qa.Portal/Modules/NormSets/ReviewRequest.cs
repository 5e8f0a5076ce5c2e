namespace Qa.Portal.Modules.NormSets;

/// <summary>What a reviewer says of an emergency.</summary>
internal sealed record ReviewRequest(bool Accepted, string? Note = null);
