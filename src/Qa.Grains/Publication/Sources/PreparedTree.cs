using Qa.Grains.Publication.Log;
using Qa.Rules.Compilation;
using Qa.Rules.Trees;
using Qa.Rules.Versions;

namespace Qa.Grains.Publication.Sources;

/// <summary>A tree that is ready to become a version: checked, compiled once, and in the bytes that are stored.</summary>
public sealed record PreparedTree(NormTree Tree, StoredVersion Stored)
{
    /// <summary>The tree is read back from its bytes and compiled, so that no version is published that cannot score.</summary>
    /// <exception cref="InvalidOperationException">It cannot be: a defect of this program, and nothing may be published.</exception>
    public static PreparedTree Of(NormTree tree, TreeSource source)
    {
        var bytes = CanonicalJson.Of(tree.Document);
        var hash = CanonicalJson.Hash(bytes);
        var again = StoredTree.Load(tree.RuleSet, bytes, hash);
        CompiledTree.Compile(again);
        var written = TreeSourceJson.Write(source);
        return new(again, new(bytes, hash, written, CanonicalJson.Hash(written)));
    }
}
