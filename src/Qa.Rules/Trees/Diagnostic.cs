using System.Collections.Immutable;

namespace Qa.Rules.Trees;

/// <summary>One error of a document: where it is, what was found there and what was expected.</summary>
/// <param name="File">Name of the document, or of the lexicon file the error is in.</param>
/// <param name="Line">1-based; 0 where the parser does not know it.</param>
/// <param name="Column">1-based, in UTF-16 units; 0 where not known.</param>
/// <param name="Path">The node's ids joined by <c>/</c>; empty outside the nodes.</param>
/// <param name="Key">The key the error is at; empty when it is the whole node.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What should.</param>
public sealed record Diagnostic(string File, int Line, int Column, string Path, string Key, string Found, string Expected)
{
    /// <summary>The whole error as one sentence.</summary>
    public string Message
    {
        get
        {
            var place = (Path.Length, Key.Length) switch
            {
                (0, 0) => "",
                (0, _) => $"'{Key}': ",
                (_, 0) => $"'{Path}': ",
                _ => $"'{Path}' key '{Key}': ",
            };
            return $"{place}found {Found}, expected {Expected}";
        }
    }

    /// <summary><c>file:line:column: message</c>, the form editors jump to.</summary>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Message}");
}

/// <summary>What loading a document gave: a tree, or every error of the document in order of line and column.</summary>
public sealed record TreeLoadResult(NormTree? Tree, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool Succeeded => Tree is not null;
}
