namespace Qa.Portal.Modules.LiveInspection;

/// <summary>Names the texts of the module.</summary>
internal sealed class LiveTexts;
