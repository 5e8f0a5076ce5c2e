using Qa.Rules.Trees;

namespace Qa.Grains.Publication.Sources;

/// <summary>An error of a document as it travels: the <see cref="Diagnostic"/> of Qa.Rules, which knows nothing of Orleans.</summary>
[GenerateSerializer, Alias("qa.DocumentError")]
public sealed record DocumentError(
    [property: Id(0)] string File,
    [property: Id(1)] int Line,
    [property: Id(2)] int Column,
    [property: Id(3)] string Path,
    [property: Id(4)] string Key,
    [property: Id(5)] string Found,
    [property: Id(6)] string Expected)
{
    public static DocumentError Of(Diagnostic diagnostic) =>
        new(diagnostic.File, diagnostic.Line, diagnostic.Column, diagnostic.Path, diagnostic.Key, diagnostic.Found, diagnostic.Expected);

    public override string ToString() => new Diagnostic(File, Line, Column, Path, Key, Found, Expected).ToString();
}
