namespace Qa.Portal.Modules.Inspection;

/// <summary>The revision under which a correction is stored.</summary>
internal sealed record RevisionView(string Id, long Revision, string Hash);
