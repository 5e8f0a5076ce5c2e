using System.Collections.Immutable;
using Qa.Rules.Trees;

namespace Qa.Grains.Publication.Sources;

/// <summary>The phrase files that were handed in with a document.</summary>
public sealed class SourceLexicons(ImmutableSortedDictionary<string, string> files) : ILexiconSource
{
    public LexiconFile Read(string relativePath) =>
        files.TryGetValue(relativePath, out var text) ? LexiconFile.Of(text) : LexiconFile.Missing("not among the files sent with the document");
}
