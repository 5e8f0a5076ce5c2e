namespace Qa.Portal.Modules.NormSets;

/// <summary>Names the texts of the module.</summary>
internal sealed class NormSetsTexts;
