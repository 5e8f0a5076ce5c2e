using System.Collections.Immutable;
using System.Text;
using Qa.Grains.Publication.Sources;
using Qa.Rules.Compilation;
using Qa.Rules.Trees;

namespace Qa.Portal.Modules.NormSets;

/// <summary>Reads a document that is being written.</summary>
internal static class NormSetCheck
{
    /// <returns>Its errors, or without any the tree, ready to be tried.</returns>
    public static (ImmutableArray<DocumentError> Errors, CompiledTree? Tree) Of(TreeSource.Document document)
    {
        var loaded = TreeLoader.Load(document.FileName, Encoding.UTF8.GetBytes(document.Text), new SourceLexicons(document.Lexicons));
        return loaded.Tree is { } tree ? ([], CompiledTree.Compile(tree)) : ([.. loaded.Diagnostics.Select(DocumentError.Of)], null);
    }
}
