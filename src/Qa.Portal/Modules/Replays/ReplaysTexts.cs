namespace Qa.Portal.Modules.Replays;

/// <summary>Names the texts of the module.</summary>
internal sealed class ReplaysTexts;
