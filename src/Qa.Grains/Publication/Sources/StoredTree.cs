using System.Text;
using Qa.Rules.Trees;
using Qa.Rules.Versions;

namespace Qa.Grains.Publication.Sources;

/// <summary>Reads trees back from the database.</summary>
public static class StoredTree
{
    /// <exception cref="InvalidOperationException">The bytes are no longer those that were published.</exception>
    public static NormTree Load(string ruleSet, byte[] bytes, string expectedHash)
    {
        var hash = CanonicalJson.Hash(bytes);
        if (!string.Equals(hash, expectedHash, StringComparison.Ordinal))
            throw new InvalidOperationException($"The stored tree of '{ruleSet}' has the hash {hash} and not {expectedHash}: it was altered.");
        var loaded = TreeLoader.Load($"{ruleSet}.json", bytes);
        return loaded.Tree ?? throw new InvalidOperationException(
            $"The stored tree {expectedHash} of '{ruleSet}' cannot be read: {loaded.Diagnostics[0]}");
    }

    /// <summary>The phrase lists that <c>@name</c> stands for in a document as it was written.</summary>
    public static LexiconSet LexiconsOf(TreeSource.Document source) =>
        TreeLoader.LoadLexicons(source.FileName, Encoding.UTF8.GetBytes(source.Text), new SourceLexicons(source.Lexicons)).Lexicons ?? LexiconSet.Empty;
}
