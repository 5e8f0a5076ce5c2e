namespace Qa.Portal.Modules.Recordings;

/// <summary>Names the texts of the module.</summary>
internal sealed class RecordingsTexts;
