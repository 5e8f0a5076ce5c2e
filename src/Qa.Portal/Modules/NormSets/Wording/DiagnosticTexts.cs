namespace Qa.Portal.Modules.NormSets.Wording;

/// <summary>Names the words of errors in documents: each by its English, as the engine says it, with what varies in braces.</summary>
internal sealed class DiagnosticTexts;
