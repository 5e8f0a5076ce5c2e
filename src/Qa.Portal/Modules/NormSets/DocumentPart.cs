namespace Qa.Portal.Modules.NormSets;

/// <summary>A whole norm set.</summary>
/// <param name="File">How its errors name it: <c>standard.yaml</c>.</param>
/// <param name="Text">YAML or JSON.</param>
/// <param name="Lexicons">Phrase files that it names, by the path written in it.</param>
internal sealed record DocumentPart(string File, string Text, Dictionary<string, string>? Lexicons = null);
