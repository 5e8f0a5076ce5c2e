namespace Qa.Portal.Modules.Audit;

/// <summary>Names the texts of the module.</summary>
internal sealed class AuditTexts;
