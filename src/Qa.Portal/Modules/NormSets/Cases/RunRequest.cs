namespace Qa.Portal.Modules.NormSets.Cases;

/// <summary>On what cases are run; nothing is the version in force.</summary>
/// <param name="Draft">Id of a draft of the set.</param>
internal sealed record RunRequest(long? Version = null, string? Draft = null, DocumentPart? Document = null);
