using System.Collections.Immutable;
using System.Text;
using Qa.Grains.Publication.Sources;
using Qa.Rules.Trees;

namespace Qa.Portal.Modules.NormSets;

/// <summary>Reads a document that is being written.</summary>
internal static class NormSetCheck
{
    /// <returns>Its errors, or without any the number of its norms.</returns>
    public static (ImmutableArray<DocumentError> Errors, int Norms) Of(TreeSource.Document document)
    {
        var loaded = TreeLoader.Load(document.FileName, Encoding.UTF8.GetBytes(document.Text), new SourceLexicons(document.Lexicons));
        return loaded.Tree is { } tree ? ([], NormSetLine.NormsOf(tree.Nodes)) : ([.. loaded.Diagnostics.Select(DocumentError.Of)], 0);
    }
}
