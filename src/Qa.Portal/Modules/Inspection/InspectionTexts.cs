namespace Qa.Portal.Modules.Inspection;

/// <summary>Names the texts of the module.</summary>
internal sealed class InspectionTexts;
